using System;
using Devmem;

internal enum Phase
{
    Idle,
    Holding,
    Done,
}

internal static class States
{
    static void Enum_says_who_holds(DevmemSocket socket, byte[] linear, bool go)
    {
        Phase phase = Phase.Idle;
        FragmentBatch? batch = null;
        if (go)
        {
            batch = socket.Receive(linear);
            phase = Phase.Holding;
        }

        if (phase == Phase.Holding)
            batch!.Release();
    }

    static void Enum_is_tested_for_another_value(DevmemSocket socket, byte[] linear, bool go)
    {
        Phase phase = Phase.Idle;
        FragmentBatch? batch = null;
        if (go)
        {
            batch = socket.Receive(linear); //! DEVMEM001
            phase = Phase.Holding;
        }

        if (phase == Phase.Done)
            batch?.Release();
    }

    static void Enum_by_switch(DevmemSocket socket, byte[] linear, bool go)
    {
        Phase phase = Phase.Idle;
        FragmentBatch? batch = null;
        if (go)
        {
            batch = socket.Receive(linear);
            phase = Phase.Holding;
        }

        switch (phase)
        {
            case Phase.Holding:
                batch!.Release();
                break;
            case Phase.Idle:
                break;
        }
    }

    static void Enum_machine(DevmemSocket socket, byte[] linear)
    {
        Phase phase = Phase.Idle;
        FragmentBatch? batch = null;
        while (phase != Phase.Done)
        {
            switch (phase)
            {
                case Phase.Idle:
                    batch = socket.Receive(linear);
                    phase = Phase.Holding;
                    break;
                case Phase.Holding:
                    batch!.Release();
                    phase = Phase.Done;
                    break;
            }
        }
    }

    static void Enum_machine_that_forgets(DevmemSocket socket, byte[] linear, bool quick)
    {
        Phase phase = Phase.Idle;
        FragmentBatch? batch = null;
        while (phase != Phase.Done)
        {
            switch (phase)
            {
                case Phase.Idle:
                    batch = socket.Receive(linear); //! DEVMEM001
                    phase = quick ? Phase.Done : Phase.Holding;
                    break;
                case Phase.Holding:
                    batch!.Release();
                    phase = Phase.Done;
                    break;
            }
        }
    }

    static void Integer_counts_what_is_held(DevmemSocket socket, byte[] linear, bool go)
    {
        int held = 0;
        FragmentBatch? batch = null;
        if (go)
        {
            batch = socket.Receive(linear);
            held = 1;
        }

        if (held > 0)
            batch!.Release();
    }

    static void Integer_is_reset(DevmemSocket socket, byte[] linear, bool go)
    {
        int held = 0;
        FragmentBatch? batch = null;
        if (go)
        {
            batch = socket.Receive(linear); //! DEVMEM001
            held = 1;
        }

        held = 0;
        if (held > 0)
            batch?.Release();
    }

    static void Flag_of_ownership(DevmemSocket socket, byte[] linear, bool fresh, FragmentBatch given)
    {
        bool own = false;
        FragmentBatch batch = given;
        if (fresh)
        {
            batch = socket.Receive(linear);
            own = true;
        }

        _ = batch.Count;
        if (own)
            batch.Release();
    }

    static void Flag_of_ownership_inverted(DevmemSocket socket, byte[] linear, bool fresh, FragmentBatch given)
    {
        bool borrowed = true;
        FragmentBatch batch = given;
        if (fresh)
        {
            batch = socket.Receive(linear); //! DEVMEM001
            borrowed = false;
        }

        _ = batch.Count;
        if (borrowed)
            return;
    }

    static void Released_flag(DevmemSocket socket, byte[] linear, bool early)
    {
        bool released = false;
        FragmentBatch batch = socket.Receive(linear);
        if (early)
        {
            batch.Release();
            released = true;
        }

        if (!released)
            batch.Release();
    }

    static void Released_flag_not_set(DevmemSocket socket, byte[] linear, bool early)
    {
        bool released = false;
        FragmentBatch batch = socket.Receive(linear);
        if (early)
            batch.Release();
        if (!released)
            batch.Release(); //! DEVMEM006
    }

    static void Same_comparison_twice(DevmemSocket socket, byte[] linear, int mode)
    {
        FragmentBatch? batch = null;
        if (mode == 3)
            batch = socket.Receive(linear);
        if (mode == 3)
            batch!.Release();
    }

    static void Different_comparison(DevmemSocket socket, byte[] linear, int mode)
    {
        FragmentBatch? batch = null;
        if (mode == 3)
            batch = socket.Receive(linear); //! DEVMEM001
        if (mode == 4)
            batch?.Release();
    }

    static void Three_flags(DevmemSocket socket, byte[] linear, bool a, bool b)
    {
        bool both = a && b;
        FragmentBatch? batch = null;
        if (both)
            batch = socket.Receive(linear);
        if (a && b)
            batch!.Release();
    }

    static void Xor_of_flags_leaves_a_hole(DevmemSocket socket, byte[] linear, bool a, bool b)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (a ^ b)
            batch.Release();
    }

    static void Or_of_flags(DevmemSocket socket, byte[] linear, bool a, bool b)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (a || b)
        {
            batch.Release();
            return;
        }

        if (!a)
            batch.Release();
    }

    static void Conditional_chooses_who_releases(DevmemSocket socket, byte[] linear, bool left)
    {
        FragmentBatch? first = left ? socket.Receive(linear) : null;
        FragmentBatch? second = left ? null : socket.Receive(linear);
        (first ?? second)!.Release();
    }
}
