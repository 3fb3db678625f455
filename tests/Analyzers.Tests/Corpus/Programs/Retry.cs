using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

/// <summary>A client that tries again, right, and with one slip at a time.</summary>
internal sealed class Retry(RxBinding binding, Func<Socket> connect, byte[] linear)
{
    public int Run(int tries)
    {
        for (int i = 0; ; i++)
        {
            using DevmemSocket socket = binding.Attach(connect());
            try
            {
                return Exchange(socket);
            }
            catch (IOException) when (i < tries)
            {
            }
        }
    }

    public int Run_and_lose_the_failed_socket(int tries)
    {
        for (int i = 0; ; i++)
        {
            DevmemSocket socket = binding.Attach(connect()); //! DEVMEM008
            try
            {
                int result = Exchange(socket);
                socket.Close();
                return result;
            }
            catch (IOException) when (i < tries)
            {
            }
        }
    }

    public int Run_and_close_the_failed_socket(int tries)
    {
        for (int i = 0; ; i++)
        {
            DevmemSocket socket = binding.Attach(connect());
            try
            {
                int result = Exchange(socket);
                socket.Close();
                return result;
            }
            catch (IOException) when (i < tries)
            {
                socket.Close();
            }
            catch
            {
                socket.Close();
                throw;
            }
        }
    }

    public async Task<int> RunAsync(int tries, CancellationToken stop)
    {
        DevmemSocket? socket = null;
        try
        {
            for (int i = 0; i < tries; i++)
            {
                socket ??= binding.Attach(connect());
                try
                {
                    using FragmentBatch batch = await socket.ReceiveAsync(linear, stop);
                    return batch.Count;
                }
                catch (IOException)
                {
                    socket.Dispose();
                    socket = null;
                    await Task.Delay(100, stop);
                }
            }

            return 0;
        }
        finally
        {
            socket?.Dispose();
        }
    }

    public async Task<int> RunAsync_and_forget_to_clear(int tries, CancellationToken stop)
    {
        DevmemSocket? socket = null;
        for (int i = 0; i < tries; i++)
        {
            socket = binding.Attach(connect()); //! DEVMEM008
            try
            {
                using FragmentBatch batch = await socket.ReceiveAsync(linear, stop);
                socket.Dispose();
                return batch.Count;
            }
            catch (IOException)
            {
                await Task.Delay(100, stop);
            }
        }

        socket?.Dispose();
        return 0;
    }

    private int Exchange(DevmemSocket socket)
    {
        using FragmentBatch batch = socket.Receive(linear);
        if (batch.LinearBytes < 4)
            throw new IOException("too short");
        return batch.Count;
    }

    private int Exchange_that_throws_while_it_holds(DevmemSocket socket)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (batch.LinearBytes < 4)
            throw new IOException("too short");
        int count = batch.Count;
        batch.Release();
        return count;
    }
}
