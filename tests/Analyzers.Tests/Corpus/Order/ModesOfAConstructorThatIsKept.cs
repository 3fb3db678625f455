//# rules = DEVMEM003
using System;
using Devmem;
sealed class Receiver : IDisposable
{
    private readonly RxBinding _b;
    public Receiver(DevmemDevice d, Dmabuf m) { _b = d.BindRx(m, [0], AutoreleaseMode.Off); } //! DEVMEM003
    public void Dispose() { _b.Dispose(); }
}
static class ModesOfAConstructorThatIsKept
{
    static Receiver? _kept;
    static void Run(DevmemDevice d, Dmabuf m) { _kept = new Receiver(d, m); }
    static void Nested(DevmemDevice d, Dmabuf m) { using var b = d.BindRx(m, [0], AutoreleaseMode.On); } //! DEVMEM003
    public static void One_after_the_other_but_kept(DevmemDevice d, Dmabuf m) { Run(d, m); Nested(d, m); }
}
