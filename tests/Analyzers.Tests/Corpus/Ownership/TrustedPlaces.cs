//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM013
//# devmem.exceptions = none
//# assembly = Vendor
using Devmem;

namespace Vendor;

public static class Tool
{
    public static void Inspect(FragmentBatch batch) => _ = batch.Count;

    public static void InspectLent([NotOwning] FragmentBatch batch) => _ = batch.Count;

    public static void Eat([Owning] FragmentBatch batch) => batch.Release();
}

public sealed class Box
{
    public FragmentBatch? Field;

    private FragmentBatch? _owned;

    public Box(FragmentBatch batch) => _ = batch.Count;

    public FragmentBatch? Last
    {
        set => _ = value?.Count;
    }

    [Owning]
    public FragmentBatch? Owned
    {
        set
        {
            _owned?.Dispose();
            _owned = value;
        }
    }
}
//# assembly = Program
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Devmem;
using Vendor;

internal static class TrustedPlaces
{
    private static event Action<FragmentBatch>? Arrived;

    static void To_another_assembly(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        Tool.Inspect(batch); //! DEVMEM013
    }

    static void To_another_assembly_under_a_contract(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        Tool.InspectLent(batch);
        Tool.Eat(socket.Receive(linear));
    }

    static void To_a_constructor_elsewhere(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        _ = new Box(batch); //! DEVMEM013
    }

    static void To_a_property_elsewhere(DevmemSocket socket, byte[] linear, Box box)
    {
        using FragmentBatch batch = socket.Receive(linear);
        box.Last = batch; //! DEVMEM013
    }

    static void To_an_owning_property_elsewhere(DevmemSocket socket, byte[] linear, Box box) => box.Owned = socket.Receive(linear);

    static void To_a_field_elsewhere(DevmemSocket socket, byte[] linear, Box box) => box.Field = socket.Receive(linear); //! DEVMEM013

    static void To_a_delegate(DevmemSocket socket, byte[] linear, Action<FragmentBatch> action)
    {
        using FragmentBatch batch = socket.Receive(linear);
        action(batch); //! DEVMEM013
    }

    static void To_a_delegate_with_a_contract(DevmemSocket socket, byte[] linear, Looker look, Eater eat)
    {
        using FragmentBatch batch = socket.Receive(linear);
        look(batch);
        eat(socket.Receive(linear));
    }

    static void To_an_event(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        Arrived?.Invoke(batch); //! DEVMEM013
    }

    static void To_a_virtual_method(DevmemSocket socket, byte[] linear, Open open)
    {
        using FragmentBatch batch = socket.Receive(linear);
        open.Look(batch); //! DEVMEM013
        open.LookLent(batch);
        open.Sealed(batch);
    }

    static void A_borrowed_parameter_goes_on(FragmentBatch batch) => Tool.Inspect(batch); //! DEVMEM013

    static void A_lent_parameter_goes_on([NotOwning] FragmentBatch batch) => Tool.Inspect(batch); //! DEVMEM013

    static void By_reflection(DevmemSocket socket, byte[] linear, MethodInfo method)
    {
        using FragmentBatch batch = socket.Receive(linear);
        method.Invoke(null, [batch]); //! DEVMEM013
        method.Invoke(null, new object[] { batch }); //! DEVMEM013
        method.Invoke(batch, null); //! DEVMEM013
    }

    static void To_the_activator(DevmemSocket socket, byte[] linear, Type type)
    {
        using FragmentBatch batch = socket.Receive(linear);
        Activator.CreateInstance(type, batch); //! DEVMEM013
    }

    static void Captured_and_only_used(DevmemSocket socket, byte[] linear, IUnseen unseen)
    {
        using FragmentBatch batch = socket.Receive(linear);
        unseen.Later(() => Console.WriteLine(batch.Count)); //! DEVMEM013
    }

    static void Captured_as_a_method_group(DevmemSocket socket, byte[] linear, IUnseen unseen)
    {
        FragmentBatch batch = socket.Receive(linear);
        unseen.Later(batch.Release); //! DEVMEM013
    }

    static void Captured_by_a_timer(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        _ = new Timer(_ => batch.Dispose(), null, 10, 10); //! DEVMEM013
    }

    static void Captured_by_a_task_that_is_not_awaited(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        _ = Task.Run(() => batch.Dispose()); //! DEVMEM013
    }

    static void Into_a_list_of_anything(DevmemSocket socket, byte[] linear, List<object> sink) => sink.Add(socket.Receive(linear)); //! DEVMEM013

    static unsafe void Into_unseen_code(DevmemToken token) => Native(token); //! DEVMEM013

    [DllImport("native")]
    private static extern void Native(DevmemToken token);

    static void Through_a_function_pointer(FragmentBatch batch, IntPtr code)
    {
        unsafe
        {
            ((delegate*<FragmentBatch, void>)code)(batch); //! DEVMEM013
        }
    }

    static void Known_members_of_the_framework(DevmemSocket socket, byte[] linear, List<FragmentBatch> known)
    {
        using FragmentBatch batch = socket.Receive(linear);
        ArgumentNullException.ThrowIfNull(batch);
        ObjectDisposedException.ThrowIf(batch.Count < 0, batch);
        GC.KeepAlive(batch);
        Debug.Assert(batch is not null);
        Console.WriteLine(batch);
        Console.WriteLine("{0} {1}", batch, 1);
        _ = string.Format("{0}", batch) + $"{batch}";
        _ = ReferenceEquals(batch, null) || batch!.Equals(known) || Equals(batch, known);
        _ = known.Contains(batch) || known.IndexOf(batch) > 0;
        _ = batch.GetHashCode();
        lock (batch)
            _ = Volatile.Read(ref linear);
    }

    static void Seen_bodies(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        Look(batch);
        Local(batch);
        Action<FragmentBatch> action = each => Console.WriteLine(each.Count);
        action(batch);
        _ = new Shown(batch).Count;

        static void Local(FragmentBatch batch) => Console.WriteLine(batch.Count);
    }

    private static void Look(FragmentBatch batch) => Console.WriteLine(batch.Count);

    private sealed class Shown(FragmentBatch batch)
    {
        public int Count { get; } = batch.Count;
    }
}

public delegate void Looker([NotOwning] FragmentBatch batch);

public delegate void Eater([Owning] FragmentBatch batch);

public interface IUnseen
{
    void Later(Action action);
}

public class Open
{
    public virtual void Look(FragmentBatch batch) => _ = batch.Count;

    public virtual void LookLent([NotOwning] FragmentBatch batch) => _ = batch.Count;

    public void Sealed(FragmentBatch batch) => _ = batch.Count;
}
