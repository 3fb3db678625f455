//# rules = DEVMEM003
using System;
using Devmem;
sealed class Receiver : IDisposable
{
    private readonly RxBinding _b;
    public Receiver(DevmemDevice d, Dmabuf m) { _b = d.BindRx(m, [0], AutoreleaseMode.Off); } //! DEVMEM003
    public void Dispose() { _b.Dispose(); }
}
static class ModesOfAConstructorAndABody
{
    static void Run(DevmemDevice d, Dmabuf m)
    {
        using var r = new Receiver(d, m);
        using var b = d.BindRx(m, [0], AutoreleaseMode.On); //! DEVMEM003
    }
    public static void Together(DevmemDevice d, Dmabuf m) { Run(d, m); }
}
