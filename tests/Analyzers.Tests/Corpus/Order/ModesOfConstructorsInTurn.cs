//# rules = DEVMEM003
using System;
using System.Net.Sockets;
using System.Threading.Tasks;
using Devmem;
sealed class OffReceiver : IDisposable
{
    private readonly RxBinding _b; private readonly DevmemSocket _s;
    public OffReceiver(DevmemDevice d, Dmabuf m, Socket c)
    {
        _b = d.BindRx(m, [0], AutoreleaseMode.Off);
        try { _s = _b.Attach(c); } catch { _b.Dispose(); throw; }
    }
    public void Dispose() { _s.Dispose(); _b.Dispose(); }
}
sealed class OnReceiver : IDisposable
{
    private readonly RxBinding _b; private readonly DevmemSocket _s;
    public OnReceiver(DevmemDevice d, Dmabuf m, Socket c)
    {
        _b = d.BindRx(m, [0], AutoreleaseMode.On);
        try { _s = _b.Attach(c); } catch { _b.Dispose(); throw; }
    }
    public void Dispose() { _s.Dispose(); _b.Dispose(); }
}
static class ModesOfConstructorsInTurn
{
    static void First(DevmemDevice d, Dmabuf m, Socket c) { using var r = new OffReceiver(d, m, c); }
    static void Second(DevmemDevice d, Dmabuf m, Socket c) { using var r = new OnReceiver(d, m, c); }
    public static void One_after_the_other(DevmemDevice d, Dmabuf m, Socket c) { First(d, m, c); Second(d, m, c); }
}
