//# rules = DEVMEM003
using System;
using System.Net.Sockets;
using Devmem;
sealed class Receiver : IDisposable
{
    private readonly RxBinding _b;
    public Receiver(DevmemDevice d, Dmabuf m, AutoreleaseMode mode) { _b = d.BindRx(m, [0], mode); }
    public void Dispose() { _b.Dispose(); }
}
static class ModesGivenToAConstructorInTurn
{
    static void First(DevmemDevice d, Dmabuf m) { using var r = new Receiver(d, m, AutoreleaseMode.Off); }
    static void Second(DevmemDevice d, Dmabuf m) { using var r = new Receiver(d, m, AutoreleaseMode.On); }
    public static void One_after_the_other(DevmemDevice d, Dmabuf m) { First(d, m); Second(d, m); }
}
