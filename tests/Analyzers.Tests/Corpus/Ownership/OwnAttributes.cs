//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008
//# assembly = Library
using System;

namespace Devmem
{
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
    internal sealed class MustReleaseAttribute : Attribute
    {
        public MustReleaseAttribute(params string[] methods) => Methods = methods;

        public string[] Methods { get; }
    }

    [AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Field | AttributeTargets.Property)]
    internal sealed class OwningAttribute : Attribute
    {
    }
}

namespace House
{
    /// <summary>Marked with attributes that this library declares for itself: only their full names count.</summary>
    [Devmem.MustRelease]
    public sealed class Door : IDisposable
    {
        public int Number { get; }

        public static Door Open() => new();

        public void Dispose()
        {
        }
    }

    public sealed class Porter
    {
        public void Keep([Devmem.Owning] Door door) => door.Dispose();

        public void Look(Door door)
        {
        }
    }
}
//# assembly = Program
using House;

internal static class Visitors
{
    static void Left_open()
    {
        Door door = Door.Open(); //! DEVMEM008
        _ = door.Number;
    }

    static void Closed()
    {
        using Door door = Door.Open();
    }

    static void Given_to_the_porter(Porter porter)
    {
        porter.Keep(Door.Open());
    }

    static void Shown_to_the_porter(Porter porter)
    {
        Door door = Door.Open(); //! DEVMEM008
        porter.Look(door);
    }

    static void Used_after_it_was_given(Porter porter)
    {
        Door door = Door.Open();
        porter.Keep(door);
        _ = door.Number; //! DEVMEM005
    }
}
