//# rules = DEVMEM002 DEVMEM017
//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Devmem;
sealed class Ends_what_both_say_is_lent : IDisposable
{
    [NotOwning] private readonly RxBinding _b; //! DEVMEM017
    private readonly DevmemSocket _s;
    public Ends_what_both_say_is_lent([NotOwning] RxBinding b, Socket s) { _b = b; _s = b.Attach(s); }
    public void Dispose() { _s.Dispose(); _b.Dispose(); }
}
sealed class Ends_a_lent_parameter : IDisposable
{
    private readonly RxBinding _b; private readonly DevmemSocket _s;
    public Ends_a_lent_parameter([NotOwning] RxBinding b, Socket s) { _b = b; _s = b.Attach(s); } //! DEVMEM017
    public void Dispose() { _s.Dispose(); _b.Dispose(); }
}
sealed class Ends_a_lent_field : IDisposable
{
    [NotOwning] private readonly RxBinding _b; //! DEVMEM017
    private readonly DevmemSocket _s;
    public Ends_a_lent_field(RxBinding b, Socket s) { _b = b; _s = b.Attach(s); }
    public void Dispose() { _s.Dispose(); _b.Unbind(); }
}
sealed class Ends_a_lent_primary_parameter([NotOwning] RxBinding b, Socket s) : IDisposable //! DEVMEM017
{
    private readonly DevmemSocket _s = b.Attach(s);
    public void Dispose() { _s.Dispose(); b.Dispose(); }
}
sealed class Stops_under_its_socket : IDisposable
{
    private readonly RxBinding _b; private readonly DevmemSocket _s;
    public Stops_under_its_socket(DevmemDevice d, Dmabuf m, Socket s) { _b = d.BindRx(m, [0], AutoreleaseMode.Off); _s = _b.Attach(s); }
    public void Stop() => _b.Unbind(); //! DEVMEM002
    public void Dispose() { _s.Dispose(); _b.Dispose(); }
}
sealed class Stops_in_order : IDisposable
{
    private readonly RxBinding _b; private readonly DevmemSocket _s;
    public Stops_in_order(DevmemDevice d, Dmabuf m, Socket s) { _b = d.BindRx(m, [0], AutoreleaseMode.Off); _s = _b.Attach(s); }
    public void Stop() { _s.Close(); _b.Unbind(); }
    public void Dispose() { _s.Dispose(); _b.Dispose(); }
}
sealed class Stops_what_others_may_have_closed : IDisposable
{
    private readonly RxBinding _b; private readonly DevmemSocket _s;
    public Stops_what_others_may_have_closed(DevmemDevice d, Dmabuf m, Socket s) { _b = d.BindRx(m, [0], AutoreleaseMode.Off); _s = _b.Attach(s); }
    public void CloseSocket() => _s.Close();
    public void Stop() => _b.Unbind();
    public void Dispose() { _s.Dispose(); _b.Dispose(); }
}
sealed class Leaves_what_is_lent : IDisposable
{
    [NotOwning] private readonly RxBinding _b;
    private readonly DevmemSocket _s;
    public Leaves_what_is_lent([NotOwning] RxBinding b, Socket s) { _b = b; _s = b.Attach(s); }
    public uint Id => _b.DmabufId;
    public void Dispose() => _s.Dispose();
}
