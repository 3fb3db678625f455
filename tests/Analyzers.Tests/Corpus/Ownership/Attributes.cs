//# rules = DEVMEM001 DEVMEM002 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM007 DEVMEM008 DEVMEM011 DEVMEM013 DEVMEM017
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;
using JetBrains.Annotations;

namespace JetBrains.Annotations
{
    [AttributeUsage(AttributeTargets.All)] public sealed class MustUseReturnValueAttribute : Attribute { }
    [AttributeUsage(AttributeTargets.All)] public sealed class MustDisposeResourceAttribute : Attribute { public MustDisposeResourceAttribute() { } public MustDisposeResourceAttribute(bool v) { } }
    [AttributeUsage(AttributeTargets.All)] public sealed class HandlesResourceDisposalAttribute : Attribute { }
}

[MustRelease] public sealed class Region : IDisposable { public Region(Arena a) { } public void Touch() { } public void Dispose() { } }
[MustRelease] public sealed class Arena : IDisposable
{
    [return: Owning, OutlivedBy("this")] public Region Carve() => new Region(this);
    [return: Owning, SameOwnerAs("other")] public Region Twin(Region other) => new Region(this);
    public void Fill([Owning, OutlivedBy("this")] out Region r) => r = new Region(this);
    [return: Owning, OutlivedBy("arena")] public static Region In([NotOwning] Arena arena) => new Region(arena);
    public void Dispose() { }
}
public static class Outlived
{
    public static void Right() { using var a = new Arena(); using var r = a.Carve(); r.Touch(); }
    public static void Slip() { var a = new Arena(); var r = a.Carve(); a.Dispose(); r.Dispose(); } //! DEVMEM002
    public static void Slip2() { var a = new Arena(); var r = Arena.In(a); a.Dispose(); r.Dispose(); } //! DEVMEM002
    public static void Slip3() { var a = new Arena(); a.Fill(out var r); a.Dispose(); r.Dispose(); } //! DEVMEM002
    public static void Slip4() { var a = new Arena(); using var r = a.Carve(); var t = a.Twin(r); a.Dispose(); t.Dispose(); } //! DEVMEM002
    public static Region Escapes() { using var a = new Arena(); return a.Carve(); } //! DEVMEM002
}

public sealed class Holder : IDisposable
{
    private readonly Arena _arena;
    [OutlivedBy("_arena")] private readonly Region _region;
    public Holder([Owning] Arena arena, [Owning] Region region) { _arena = arena; _region = region; }
    public void Dispose() { _region.Dispose(); _arena.Dispose(); }
}
public sealed class HolderSlip : IDisposable
{
    private readonly Arena _arena;
    [OutlivedBy("_arena")] private readonly Region _region;
    public HolderSlip([Owning] Arena arena, [Owning] Region region) { _arena = arena; _region = region; }
    public void Dispose() { _arena.Dispose(); _region.Dispose(); } //! DEVMEM002
}
public sealed class Made
{
    private readonly Arena _arena = new(); //! DEVMEM011
    [return: Owning, OutlivedBy("_arena")] public Region Get() => _arena.Carve();
}
public static class Jb
{
    [MustUseReturnValue] static Region Make(Arena a) => a.Carve();
    [MustDisposeResource(false)] static Region Borrow(Arena a) => s_r!;
    private static Region? s_r;
    static void End([HandlesResourceDisposal] Region r) => r.Dispose();
    public static void A(Arena a) { Make(a).Dispose(); }
    public static void ASlip(Arena a) { Make(a); } //! DEVMEM008
    public static void B(Arena a) { Borrow(a).Touch(); }
    public static void C(Arena a) { End(a.Carve()); }
    static void EndSlip([HandlesResourceDisposal] Region r) => r.Touch(); //! DEVMEM017
}
public interface IHas { [Owning] Region R { get; } [NotOwning] Region B { get; } }
public static class Props
{
    public static void A(IHas h) { h.R.Dispose(); }
    public static void ASlip(IHas h) { h.R.Touch(); } //! DEVMEM008
    public static void B(IHas h) { h.B.Touch(); }
}
public sealed class FieldOwn : IDisposable
{
    [Owning] public Region? R;
    public void Dispose() => R?.Dispose();
}
public sealed class FieldOwnSlip : IDisposable
{
    [Owning] public Region? R; //! DEVMEM011
    public void Dispose() { }
}
public sealed class Give { public static void A(FieldOwn f, Arena a) { f.R = a.Carve(); } }
public sealed class SameSlip
{
    public static void A(FragmentBatch b) { using (b) { var t = b.Detach(0); t.Release(); } }
    public static void B(DevmemSocket s, byte[] l) { var b = s.Receive(l); var t = b.Detach(0); b.Dispose(); s.Dispose(); t.Release(); } //! DEVMEM004 DEVMEM007
}

public sealed class LazyOwner2 : IDisposable
{
    private readonly Lazy<DevmemSocket> _lazy;
    public LazyOwner2(RxBinding b, Func<Socket> connect) => _lazy = new Lazy<DevmemSocket>(() => b.Attach(connect())); //! DEVMEM013 DEVMEM013
    public void Dispose() { if (_lazy.IsValueCreated) _lazy.Value.Dispose(); }
}
