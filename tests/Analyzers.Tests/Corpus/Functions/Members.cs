using System;
using System.Collections.Generic;
using Devmem;

/// <summary>Bodies of every kind of member.</summary>
internal sealed class Members
{
    private readonly DevmemSocket _socket;
    private readonly byte[] _linear = new byte[64];
    private event Action? Changed;

    public Members(DevmemSocket socket)
    {
        _socket = socket;
        FragmentBatch first = socket.Receive(_linear); //! DEVMEM001
        _ = first.Count;
    }

    public Members(DevmemSocket socket, int skip)
        : this(socket)
    {
        for (int i = 0; i < skip; i++)
            socket.Receive(_linear).Release();
    }

    static Members() => _ = typeof(FragmentBatch).Name;

    ~Members() => _socket.Receive(_linear); //! DEVMEM001

    public int Expression_bodied_property => _socket.Receive(_linear).Count; //! DEVMEM001

    public int Accessors
    {
        get
        {
            using FragmentBatch batch = _socket.Receive(_linear);
            return batch.Count;
        }
        set
        {
            FragmentBatch batch = _socket.Receive(_linear); //! DEVMEM001
            if (batch.LinearBytes > value)
                return;
            batch.Release();
        }
    }

    public int this[int index]
    {
        get
        {
            FragmentBatch batch = _socket.Receive(_linear); //! DEVMEM001
            return batch[index].Length;
        }
    }

    public event Action Raised
    {
        add
        {
            _socket.Receive(_linear).Release();
            Changed += value;
        }
        remove
        {
            _socket.Receive(_linear); //! DEVMEM001
            Changed -= value;
        }
    }

    public static implicit operator int(Members members)
    {
        FragmentBatch batch = members._socket.Receive(members._linear); //! DEVMEM001
        return batch.Count;
    }

    public static bool operator true(Members members)
    {
        using FragmentBatch batch = members._socket.Receive(members._linear);
        return batch.Count > 0;
    }

    public static bool operator false(Members members)
    {
        FragmentBatch batch = members._socket.Receive(members._linear);
        bool empty = batch.LinearBytes == 0;
        batch.Release();
        return empty;
    }

    public void Expression_bodied_method() => _socket.Receive(_linear).Release();

    public FragmentBatch Expression_bodied_hand_over() => _socket.Receive(_linear);

    public IEnumerable<int> Iterator_property
    {
        get
        {
            FragmentBatch batch = _socket.Receive(_linear); //! DEVMEM001
            yield return batch.Count;
            batch.Release();
        }
    }

    private sealed class Inner(DevmemSocket socket)
    {
        public int Count(byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            return batch.Count;
        }
    }
}

internal struct Value_member
{
    public DevmemSocket Socket;

    public readonly int Count(byte[] linear)
    {
        FragmentBatch batch = Socket.Receive(linear); //! DEVMEM001
        return batch.Count;
    }
}

internal interface IWith_default_body
{
    DevmemSocket Socket { get; }

    int Count(byte[] linear)
    {
        FragmentBatch batch = Socket.Receive(linear); //! DEVMEM001
        return batch.Count;
    }

    void Skip(byte[] linear) => Socket.Receive(linear).Release();
}

internal record With_a_body(DevmemSocket Socket)
{
    public int Count(byte[] linear)
    {
        FragmentBatch batch = Socket.Receive(linear); //! DEVMEM001
        return batch.Count;
    }
}
