//# devmem.exceptions = none
using System;
using System.Diagnostics.CodeAnalysis;
using Devmem;

/// <summary>With exceptions out of account, a call that does not return simply ends its path.</summary>
internal interface IJudge
{
    [DoesNotReturn]
    void Fail();

    void Complain();

    void Require([DoesNotReturnIf(false)] bool condition);

    void Refuse([DoesNotReturnIf(true)] bool condition);
}

internal static class DoesNotReturnIf
{
    static void Else_arm_never_returns(DevmemSocket socket, byte[] linear, int kind, IJudge judge)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (kind == 1)
            batch.Release();
        else
            judge.Fail();
    }

    static void Else_arm_returns_after_all(DevmemSocket socket, byte[] linear, int kind, IJudge judge)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (kind == 1)
            batch.Release();
        else
            judge.Complain();
    }

    static void Default_section_never_returns(DevmemSocket socket, byte[] linear, int kind, IJudge judge)
    {
        FragmentBatch batch = socket.Receive(linear);
        switch (kind)
        {
            case 1:
                batch.Release();
                break;
            default:
                judge.Fail();
                break;
        }
    }

    static void Required_condition_holds_behind(DevmemSocket socket, byte[] linear, bool go, IJudge judge)
    {
        FragmentBatch batch = socket.Receive(linear);
        judge.Require(go);
        if (go)
            batch.Release();
    }

    static void Required_condition_of_something_else(DevmemSocket socket, byte[] linear, bool go, bool other, IJudge judge)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        judge.Require(other);
        if (go)
            batch.Release();
    }

    static void Refused_condition_is_false_behind(DevmemSocket socket, byte[] linear, bool skip, IJudge judge)
    {
        FragmentBatch batch = socket.Receive(linear);
        judge.Refuse(skip);
        if (!skip)
            batch.Release();
    }

    static void Refused_condition_read_the_wrong_way(DevmemSocket socket, byte[] linear, bool skip, IJudge judge)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        judge.Refuse(skip);
        if (skip)
            batch.Release();
    }

    static void Required_literal_false_never_returns(DevmemSocket socket, byte[] linear, bool go, IJudge judge)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (go)
            batch.Release();
        else
            judge.Require(false);
    }

    static void Required_result_of_the_try(DevmemSocket socket, byte[] linear, IJudge judge)
    {
        bool got = socket.TryReceive(linear, out FragmentBatch? batch);
        judge.Require(got);
        if (got)
            batch!.Release();
    }
}
