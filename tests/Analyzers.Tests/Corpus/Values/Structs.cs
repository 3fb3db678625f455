//# devmem.exceptions = none
//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006
using System;
using Devmem;

internal struct Slot
{
    public DevmemToken Token;
    public int Round;
}

internal readonly record struct Entry(DevmemToken Token, int Round);

internal interface IStructSource
{
    DevmemToken Take();
}

internal static class Structs
{
    static void Field_of_a_local_struct(IStructSource source)
    {
        Slot slot = default;
        slot.Token = source.Take();
        slot.Token.Release();
    }

    static void Field_of_a_local_struct_forgotten(IStructSource source)
    {
        Slot slot = default;
        slot.Token = source.Take(); //! DEVMEM001
        slot.Round++;
    }

    static void Field_overwritten(IStructSource source)
    {
        Slot slot = default;
        slot.Token = source.Take(); //! DEVMEM001
        slot.Token = source.Take();
        slot.Token.Release();
    }

    static void Whole_struct_overwritten(IStructSource source)
    {
        Slot slot = default;
        slot.Token = source.Take(); //! DEVMEM001
        slot = default;
        slot.Token.Dispose();
    }

    static void Struct_copied(IStructSource source)
    {
        Slot slot = default;
        slot.Token = source.Take();
        Slot copy = slot;
        copy.Token.Release();
    }

    static void Struct_copied_and_both_released(IStructSource source)
    {
        Slot slot = default;
        slot.Token = source.Take();
        Slot copy = slot;
        copy.Token.Release();
        slot.Token.Release(); //! DEVMEM006
    }

    static void Object_initializer(IStructSource source)
    {
        var slot = new Slot { Token = source.Take(), Round = 1 };
        slot.Token.Release();
    }

    static void Object_initializer_forgotten(IStructSource source)
    {
        var slot = new Slot { Token = source.Take(), Round = 1 }; //! DEVMEM001
        _ = slot.Round;
    }

    static void Positional_record_struct(IStructSource source)
    {
        var entry = new Entry(source.Take(), 1);
        entry.Token.Release();
    }

    static void Positional_record_struct_forgotten(IStructSource source)
    {
        var entry = new Entry(source.Take(), 1); //~ DEVMEM001
        _ = entry.Round;
    }

    static void With_is_a_copy(IStructSource source)
    {
        var entry = new Entry(source.Take(), 1);
        Entry next = entry with { Round = 2 };
        next.Token.Release();
    }

    static void With_is_a_copy_released_twice(IStructSource source)
    {
        var entry = new Entry(source.Take(), 1);
        Entry next = entry with { Round = 2 };
        next.Token.Release();
        entry.Token.Release(); //! DEVMEM006
    }

    static void With_replaces_the_token(IStructSource source)
    {
        Slot slot = new() { Token = source.Take() };
        Slot next = slot with { Token = default };
        slot.Token.Release();
        _ = next.Round;
    }

    static void Deconstructed_record_struct(IStructSource source)
    {
        var entry = new Entry(source.Take(), 1);
        var (token, round) = entry;
        token.Release();
        _ = round;
    }

    static Slot Returned_inside_a_struct(IStructSource source)
    {
        var slot = new Slot { Token = source.Take() };
        return slot;
    }

    static void Ref_to_a_field(IStructSource source)
    {
        Slot slot = default;
        ref DevmemToken token = ref slot.Token;
        token = source.Take();
        slot.Token.Release();
    }

    static void Two_structs_one_released(IStructSource source)
    {
        var a = new Slot { Token = source.Take() };
        var b = new Slot { Token = source.Take() }; //! DEVMEM001
        a.Token.Release();
        _ = b.Round;
    }
}
