using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>A program that leaves the return to the kernel loses its pages on a kernel that does not do it by itself.</summary>
public sealed class Devmem012() : Demonstration(AutoreleaseMode.On)
{
    private int _lost;

    public override void Wrong(Bench bench)
    {
        using RxBinding binding = bench.Device.BindRx(bench.Memory, [1]); //! DEVMEM012
        CloseWithTokensOut(binding, bench);
    }

    public override void Right(Bench bench)
    {
        using RxBinding binding = bench.Device.BindRx(bench.Memory, [1], AutoreleaseMode.On);
        CloseWithTokensOut(binding, bench);
    }

    public override int Harm(LeakReport books, Bench bench) => _lost;

    private void CloseWithTokensOut([NotOwning] RxBinding binding, Bench bench)
    {
        using (DevmemSocket socket = binding.Attach(bench.Connect()))
        {
            bench.Say();
            _ = socket.Receive(bench.Linear);
        }

        _lost = bench.Device.Audit().Pages.Count;
    }
}
