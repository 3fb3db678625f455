using System;
using Devmem;

internal interface IAliasSource
{
    DevmemToken Take();

    void Fill(out DevmemToken token);

    void Change(ref DevmemToken token);
}

internal static class Aliases
{
    static void Reference_alias(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        FragmentBatch same = batch;
        same.Release();
    }

    static void Reference_alias_released_twice(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        FragmentBatch same = batch;
        same.Release();
        batch.Release(); //! DEVMEM006
    }

    static void Reference_alias_used_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        FragmentBatch same = batch;
        same.Release();
        _ = batch.Count; //! DEVMEM005
    }

    static void Alias_chosen_among_two(DevmemSocket socket, byte[] linear, byte[] other, bool left, int rounds)
    {
        using FragmentBatch first = socket.Receive(linear);
        using FragmentBatch second = socket.Receive(other);
        FragmentBatch chosen = left ? first : second;
        for (int i = 0; i < rounds; i++)
            _ = chosen.Count;
    }

    static void Alias_chosen_and_released_while_the_other_is_forgotten(DevmemSocket socket, byte[] linear, byte[] other, bool left)
    {
        FragmentBatch first = socket.Receive(linear); //! DEVMEM001
        FragmentBatch second = socket.Receive(other); //! DEVMEM001
        FragmentBatch chosen = left ? first : second;
        chosen.Release();
    }

    static void Ref_local(IAliasSource source)
    {
        DevmemToken token = source.Take();
        ref DevmemToken alias = ref token;
        alias.Release();
    }

    static void Ref_local_overwrites(IAliasSource source)
    {
        DevmemToken token = source.Take(); //! DEVMEM001
        ref DevmemToken alias = ref token;
        alias = default;
        token.Dispose();
    }

    static void Ref_local_reads_what_is_written_later(IAliasSource source)
    {
        DevmemToken token = default;
        ref DevmemToken alias = ref token;
        token = source.Take();
        alias.Release();
    }

    static void Ref_readonly_local(IAliasSource source)
    {
        DevmemToken token = source.Take();
        ref readonly DevmemToken alias = ref token;
        alias.Release();
    }

    static void Ref_local_of_either(IAliasSource source, bool left)
    {
        DevmemToken a = default, b = default;
        ref DevmemToken target = ref left ? ref a : ref b;
        target = source.Take();
        target.Release();
    }

    static void Ref_local_of_either_released_by_name(IAliasSource source, bool left)
    {
        DevmemToken a = default, b = default;
        ref DevmemToken target = ref left ? ref a : ref b;
        target = source.Take();
        if (left)
            a.Release();
        else
            b.Release();
    }

    static void Ref_local_of_either_only_one_released(IAliasSource source, bool left)
    {
        DevmemToken a = default, b = default;
        ref DevmemToken target = ref left ? ref a : ref b;
        target = source.Take(); //! DEVMEM001
        if (left)
            a.Release();
    }

    static void Ref_reassigned(IAliasSource source)
    {
        DevmemToken a = default, b = default;
        ref DevmemToken target = ref a;
        target = source.Take();
        target = ref b;
        a.Release();
    }

    static void Ref_reassigned_and_the_wrong_one_released(IAliasSource source)
    {
        DevmemToken a = default, b = default;
        ref DevmemToken target = ref a;
        target = source.Take(); //! DEVMEM001
        target = ref b;
        target.Dispose();
    }

    static void Ref_return_of_an_array_element(IAliasSource source)
    {
        var tokens = new DevmemToken[2];
        ref DevmemToken slot = ref tokens[1];
        slot = source.Take();
        tokens[1].Release();
    }

    static void Out_argument_of_an_unknown_method(IAliasSource source)
    {
        source.Fill(out DevmemToken token);
        token.Release();
    }

    static void Out_argument_forgotten(IAliasSource source)
    {
        source.Fill(out DevmemToken token); //! DEVMEM001
        _ = token.Length;
    }

    static void Out_argument_over_a_held_one(IAliasSource source)
    {
        DevmemToken token = source.Take(); //! DEVMEM001
        source.Fill(out token);
        token.Release();
    }

    static void Out_parameter_hands_over(IAliasSource source, out DevmemToken token)
    {
        token = source.Take();
    }

    static void Out_parameter_overwritten(IAliasSource source, out DevmemToken token)
    {
        token = source.Take(); //! DEVMEM001
        token = source.Take();
    }

    static void Ref_parameter_hands_over(IAliasSource source, ref DevmemToken token)
    {
        token.Dispose();
        token = source.Take();
    }

    static void Scoped_alias_in_a_loop(IAliasSource source, int rounds)
    {
        DevmemToken token = default;
        for (int i = 0; i < rounds; i++)
        {
            ref DevmemToken alias = ref token;
            alias = source.Take();
            alias.Release();
        }
    }

    static void Conditional_ref_assignment(IAliasSource source, bool left)
    {
        DevmemToken a = default, b = default;
        (left ? ref a : ref b) = source.Take();
        if (!a.IsDefault)
            a.Release();
        if (!b.IsDefault)
            b.Release();
    }

    static void Conditional_ref_assignment_one_side_released(IAliasSource source, bool left)
    {
        DevmemToken a = default, b = default;
        (left ? ref a : ref b) = source.Take(); //! DEVMEM001
        if (!b.IsDefault)
            b.Release();
    }

    static ref DevmemToken Slot(DevmemToken[] tokens, int index) => ref tokens[index];

    static void Ref_return_of_a_method(IAliasSource source)
    {
        var tokens = new DevmemToken[2];
        ref DevmemToken slot = ref Slot(tokens, 1);
        slot = source.Take();
        slot.Release();
    }
}
