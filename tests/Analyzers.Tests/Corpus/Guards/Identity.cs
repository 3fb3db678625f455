//# devmem.exceptions = none
using Devmem;

/// <summary>Whether two variables hold one handle.</summary>
internal static class Identity
{
    static void Work(int n)
    {
    }

    static void Not_the_one_given(DevmemSocket socket, byte[] linear, FragmentBatch given, bool reuse)
    {
        var batch = reuse ? given : socket.Receive(linear);
        Work(batch.LinearBytes);
        if (!ReferenceEquals(batch, given))
            batch.Release();
    }

    static void Not_the_one_given_by_the_operator(DevmemSocket socket, byte[] linear, FragmentBatch given, bool reuse)
    {
        var batch = reuse ? given : socket.Receive(linear);
        Work(batch.LinearBytes);
        if (batch != given)
            batch.Release();
    }

    static void The_other_way_round(DevmemSocket socket, byte[] linear, FragmentBatch given, bool reuse)
    {
        var batch = reuse ? given : socket.Receive(linear); //! DEVMEM001
        Work(batch.LinearBytes);
        if (batch == given)
            Work(1);
    }

    static void The_other_of_two(DevmemSocket socket, byte[] linear, bool swap)
    {
        var one = socket.Receive(linear);
        var two = socket.Receive(linear);
        var first = swap ? two : one;
        var second = ReferenceEquals(first, one) ? two : one;
        first.Release();
        second.Release();
    }

    static void The_same_of_two(DevmemSocket socket, byte[] linear, bool swap)
    {
        var one = socket.Receive(linear); //! DEVMEM001
        var two = socket.Receive(linear); //! DEVMEM001
        var first = swap ? two : one;
        var second = ReferenceEquals(first, one) ? one : two;
        first.Release();
        second.Release(); //! DEVMEM006
    }
}
