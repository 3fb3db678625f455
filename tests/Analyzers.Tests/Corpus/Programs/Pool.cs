//# rules = DEVMEM001 DEVMEM002 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM007 DEVMEM008 DEVMEM011
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Devmem;

/// <summary>A pool of connections over one binding, right, and with one slip at a time. Nothing is annotated but the hand-overs.</summary>
internal sealed class Connection : IDisposable
{
    private readonly DevmemSocket _socket;

    public Connection([Owning] DevmemSocket socket) => _socket = socket;

    public int Read(byte[] linear)
    {
        using FragmentBatch batch = _socket.Receive(linear);
        return batch.LinearBytes;
    }

    public void Dispose() => _socket.Dispose();
}

internal sealed class Pool : IDisposable
{
    private readonly RxBinding _binding;
    private readonly Stack<Connection> _idle = new();

    public Pool([Owning] RxBinding binding) => _binding = binding;

    public Connection Rent(Socket raw) => _idle.TryPop(out Connection? idle) ? idle : new Connection(_binding.Attach(raw));

    public void Return([Owning] Connection connection) => _idle.Push(connection);

    public void Dispose()
    {
        while (_idle.TryPop(out Connection? connection))
            connection.Dispose();
        _binding.Dispose();
    }
}

internal sealed class Pool_that_forgets_the_idle : IDisposable
{
    private readonly RxBinding _binding;
    private readonly Stack<Connection> _idle = new(); //! DEVMEM011

    public Pool_that_forgets_the_idle([Owning] RxBinding binding) => _binding = binding;

    public Connection Rent(Socket raw) => _idle.TryPop(out Connection? idle) ? idle : new Connection(_binding.Attach(raw));

    public void Return([Owning] Connection connection) => _idle.Push(connection);

    public void Dispose() => _binding.Dispose();
}

internal sealed class Pool_that_forgets_the_binding : IDisposable
{
    private readonly RxBinding _binding; //! DEVMEM011
    private readonly Stack<Connection> _idle = new();

    public Pool_that_forgets_the_binding([Owning] RxBinding binding) => _binding = binding;

    public Connection Rent(Socket raw) => _idle.TryPop(out Connection? idle) ? idle : new Connection(_binding.Attach(raw));

    public void Return([Owning] Connection connection) => _idle.Push(connection);

    public void Dispose()
    {
        while (_idle.TryPop(out Connection? connection))
            connection.Dispose();
    }
}

internal static class Clients
{
    static int Rent_and_return(Pool pool, Socket raw, byte[] linear)
    {
        Connection connection = pool.Rent(raw);
        try
        {
            return connection.Read(linear);
        }
        finally
        {
            pool.Return(connection);
        }
    }

    static int Return_only_on_success(Pool pool, Socket raw, byte[] linear)
    {
        Connection connection = pool.Rent(raw); //! DEVMEM008
        int bytes = connection.Read(linear);
        pool.Return(connection);
        return bytes;
    }

    static int Return_only_when_something_came(Pool pool, Socket raw, byte[] linear)
    {
        Connection connection = pool.Rent(raw); //! DEVMEM008
        int bytes = connection.Read(linear);
        if (bytes > 0)
            pool.Return(connection);
        return bytes;
    }

    static int Close_instead_of_return(Pool pool, Socket raw, byte[] linear)
    {
        using Connection connection = pool.Rent(raw);
        return connection.Read(linear);
    }

    static int Use_after_return(Pool pool, Socket raw, byte[] linear)
    {
        Connection connection = pool.Rent(raw);
        pool.Return(connection);
        return connection.Read(linear); //! DEVMEM005
    }

    static void Pool_of_its_own(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        using var pool = new Pool(device.BindRx(dmabuf, [0], AutoreleaseMode.Off));
        _ = Rent_and_return(pool, raw, linear);
    }

    static void Pool_of_its_own_never_disposed(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        var pool = new Pool(device.BindRx(dmabuf, [0], AutoreleaseMode.Off)); //! DEVMEM008
        _ = Rent_and_return(pool, raw, linear);
    }
}
