//# rules = DEVMEM016
//# devmem.exceptions = none
using System;
using System.Net.Sockets;
using Devmem;

internal sealed class WaitsFirst : IDisposable
{
    private readonly TxBinding _binding;
    private readonly DevmemSender _sender;
    private readonly Dmabuf _memory;
    private SendOperation? _pending;

    public WaitsFirst(DevmemDevice device, Dmabuf memory, Socket raw)
    {
        _memory = memory;
        _binding = device.BindTx(memory);
        _sender = _binding.Attach(raw);
    }

    public void Send(byte[] data)
    {
        _pending?.Wait();
        _memory.CopyFrom(0, data);
        _pending = _sender.Send(0, data.Length);
    }

    public void Dispose()
    {
        _pending?.Dispose();
        _sender.Dispose();
        _binding.Dispose();
    }
}

internal sealed class WaitsTooLate : IDisposable
{
    private readonly TxBinding _binding;
    private readonly DevmemSender _sender;
    private readonly Dmabuf _memory;
    private SendOperation? _pending;

    public WaitsTooLate(DevmemDevice device, Dmabuf memory, Socket raw)
    {
        _memory = memory;
        _binding = device.BindTx(memory);
        _sender = _binding.Attach(raw);
    }

    public void Send(byte[] data)
    {
        _memory.CopyFrom(0, data); //! DEVMEM016
        _pending?.Wait();
        _pending = _sender.Send(0, data.Length);
    }

    public void Dispose()
    {
        _pending?.Dispose();
        _sender.Dispose();
        _binding.Dispose();
    }
}

internal sealed class TwoHalves : IDisposable
{
    private readonly TxBinding _binding;
    private readonly DevmemSender _sender;
    private readonly Dmabuf _memory;
    private SendOperation? _first;
    private SendOperation? _second;

    public TwoHalves(DevmemDevice device, Dmabuf memory, Socket raw)
    {
        _memory = memory;
        _binding = device.BindTx(memory);
        _sender = _binding.Attach(raw);
    }

    public void Send(byte[] data)
    {
        _first?.Wait();
        _memory.CopyFrom(0, data);
        _first = _sender.Send(0, data.Length);
        _second?.Wait();
        _memory.CopyFrom(4096, data);
        _second = _sender.Send(4096, data.Length);
    }

    public void Rewrite(byte[] data)
    {
        _first = _sender.Send(0, data.Length);
        Fill(data); //! DEVMEM016
        _first.Wait();
        _first = null;
    }

    public void Dispose()
    {
        _first?.Dispose();
        _second?.Dispose();
        _sender.Dispose();
        _binding.Dispose();
    }

    private void Fill(byte[] data) => _memory.CopyFrom(0, data);
}
