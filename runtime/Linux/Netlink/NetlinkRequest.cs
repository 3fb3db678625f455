using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Devmem.Linux.Netlink;

/// <summary>Builds one request. What it holds afterwards is also the key to the offsets of an extended ack.</summary>
internal sealed class NetlinkRequest
{
    private byte[] _bytes = new byte[256];
    private int _length = Nl.HeaderLength;

    internal NetlinkRequest(ushort type, ushort flags, int headerLength)
    {
        Write(4, type);
        Write(6, (ushort)(flags | Nl.NLM_F_REQUEST));
        HeaderLength = Nl.HeaderLength + headerLength;
        _length = HeaderLength;
    }

    /// <summary>Where the attributes start: both headers.</summary>
    internal int HeaderLength { get; }

    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    internal bool IsDump => (MemoryMarshal.Read<ushort>(_bytes.AsSpan(6)) & Nl.NLM_F_DUMP) == Nl.NLM_F_DUMP;

    internal static NetlinkRequest Generic(ushort family, byte command, byte version, ushort flags = Nl.NLM_F_ACK)
    {
        var request = new NetlinkRequest(family, flags, Genl.HeaderLength);
        request.Header[0] = command;
        request.Header[1] = version;
        return request;
    }

    /// <summary>The family's own header, behind the netlink one.</summary>
    internal Span<byte> Header => _bytes.AsSpan(Nl.HeaderLength, HeaderLength - Nl.HeaderLength);

    internal NetlinkRequest Add(ushort type, uint value) => Add(type, MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in value)));

    internal NetlinkRequest Add(ushort type, byte value) => Add(type, new ReadOnlySpan<byte>(in value));

    /// <summary>A flag: present, without a value.</summary>
    internal NetlinkRequest AddFlag(ushort type) => Add(type, ReadOnlySpan<byte>.Empty);

    internal NetlinkRequest Add(ushort type, string text) => Add(type, Encoding.UTF8.GetBytes(text + '\0'));

    internal NetlinkRequest Add(ushort type, ReadOnlySpan<byte> value)
    {
        int start = Grow(Nl.AttributeHeaderLength + value.Length);
        Write(start, (ushort)(Nl.AttributeHeaderLength + value.Length));
        Write(start + 2, type);
        value.CopyTo(_bytes.AsSpan(start + Nl.AttributeHeaderLength));
        return this;
    }

    /// <summary>Bytes without a header of their own, such as the fixed part that some nests begin with.</summary>
    internal NetlinkRequest AddRaw(ReadOnlySpan<byte> bytes)
    {
        int start = Grow(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(start));
        return this;
    }

    /// <summary>An attribute made of attributes. The nest flag is mandatory under strict validation.</summary>
    internal NetlinkRequest AddNest(ushort type, Action<NetlinkRequest> content)
    {
        int start = Grow(Nl.AttributeHeaderLength);
        content(this);
        Write(start, (ushort)(_length - start));
        Write(start + 2, (ushort)(type | Nl.NLA_F_NESTED));
        return this;
    }

    /// <summary>Gives the request the number its answers will bear.</summary>
    internal ReadOnlySpan<byte> Seal(uint sequence)
    {
        MemoryMarshal.Write(_bytes, (uint)_length);
        MemoryMarshal.Write(_bytes.AsSpan(8), sequence);
        return Bytes;
    }

    private int Grow(int bytes)
    {
        int start = _length;
        _length += Nl.Align(bytes);
        if (_length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_length, _bytes.Length * 2));
        return start;
    }

    private void Write(int offset, ushort value) => MemoryMarshal.Write(_bytes.AsSpan(offset), value);
}
