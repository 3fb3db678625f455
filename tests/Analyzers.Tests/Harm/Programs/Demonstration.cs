using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>A program that a rule reports, the same program done right, and what the books say of each.</summary>
public abstract class Demonstration(AutoreleaseMode mode, int pages = 16)
{
    public AutoreleaseMode Mode => mode;

    public int Pages => pages;

    /// <summary>The program that is reported. An exception that it throws is its end.</summary>
    public abstract void Wrong(Bench bench);

    /// <summary>The same without the harm.</summary>
    public abstract void Right(Bench bench);

    /// <summary>How much harm the books show.</summary>
    public abstract int Harm(LeakReport books, Bench bench);
}
