using System;

Console.WriteLine(Layer.Leak() + Layer.Clean());

[Devmem.MustRelease]
internal sealed class Layer : IDisposable
{
    public int Number => 1;

    public static int Leak()
    {
        Layer layer = new(); // expect DEVMEM008
        return layer.Number;
    }

    public static int Clean()
    {
        using Layer layer = new();
        return layer.Number;
    }

    public void Dispose() => Console.WriteLine("released");
}

namespace Devmem
{
    /// <summary>The attribute, copied: the rules know it by its full name, wherever it is declared.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class MustReleaseAttribute : Attribute;
}
