using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using Devmem.Backends;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

internal sealed partial class BehaviourRun
{
    private const uint UnknownId = 0x7ffffff1;

    private readonly Dictionary<string, (TxBindingBackend Backend, DmabufMemory Memory)> _transmit = [];
    private readonly Dictionary<string, BehaviourSender> _senders = [];

    /// <summary>Null: the step is none of these.</summary>
    private string? AnswerOfTransmit(string[] words, string? expected) => words[0] switch
    {
        "bind-tx" => Told(() => BindTx(words)),
        "unbind" when _transmit.TryGetValue(words[1], out var binding) => Done(binding.Backend.Unbind),
        "id" when _transmit.TryGetValue(words[1], out var binding) =>
            (binding.Backend.DmabufId - _bindings["X"].DmabufId + 1).ToString(CultureInfo.InvariantCulture),
        "try-bind" => Told(() => _kernel.TryBind(words[1] == "rx", _kernel.CreateMemory(_pages), Who(words))),
        "attach" => Attach(_transmit[words[1]].Backend, words[2]),
        "hold" => Done(() => _kernel.HoldSends(true)),
        "go" => Done(() => _kernel.HoldSends(false)),
        _ when words.Length < 2 => null,
        _ when words[1] == "open-tx" => Done(() => Open(words[0], _kernel.ConnectSender(_transmit[words[2]].Backend))),
        _ when words[1] == "open-elsewhere" => Done(() => Open(words[0], _kernel.ConnectElsewhere(_transmit[words[2]].Backend))),
        _ when _senders.TryGetValue(words[0], out BehaviourSender? sender) => AnswerOf(sender, words, expected),
        _ => null,
    };

    private string AnswerOf(BehaviourSender sender, string[] words, string? expected) => words[1] switch
    {
        "send" => Told(() => Send(sender, words)),
        "call" => Call(sender, words),
        "arrived" => sender.Arrived(s_patience * 5, expected),
        "complete" => IsComplete(sender, words, expected),
        "completions" => Completions(sender, expected),
        "sndbuf" => Done(() => _kernel.LimitSendBuffer(sender.Backend, Number(words[2]))),
        "count" => Done(() => _kernel.StartCount(sender.Backend, uint.Parse(words[2], CultureInfo.InvariantCulture))),
        "close" => Done(sender.Close),
        _ => throw new FormatException($"unknown action: {words[1]}"),
    };

    private static Binder Who(string[] words) =>
        (words.Contains("unprivileged") ? Binder.Unprivileged : 0) | (words.Contains("incapable") ? Binder.IncapableDriver : 0);

    private static string Told(Action action) => Told(() =>
    {
        action();
        return "ok";
    });

    private static string Told(Func<string> action)
    {
        try
        {
            return action();
        }
        catch (DevmemException error)
        {
            return Errno.Describe(error.Errno);
        }
    }

    private void BindTx(string[] words)
    {
        int shared = Array.IndexOf(words, "memory");
        DmabufMemory memory = shared < 0 ? _kernel.CreateMemory(_pages) : _memories[_bindings[words[shared + 1]].DmabufId];
        memory.Write(0, Loopback.Pattern((int)memory.Length, seed: 200 + _transmit.Count));
        _transmit[words[1]] = (_kernel.BindTx(memory), memory);
    }

    private void Open(string name, (SenderBackend Sender, Socket Peer) connection) =>
        _senders[name] = new BehaviourSender(connection.Sender, connection.Peer);

    /// <summary>What the handle says to a socket that is no connected TCP socket: the kernel would send process memory on some of them.</summary>
    private static string Attach(TxBindingBackend binding, string kind)
    {
        using Socket socket = kind switch
        {
            "udp" => new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp),
            "unix" => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified),
            _ => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp),
        };
        return Record.Exception(() => new TxBinding(binding).Attach(socket).Dispose()) is ArgumentException ? "refused" : "taken";
    }

    /// <summary>As the library sends, until all is queued. Answers the numbers, or "parts" where that is expected of it.</summary>
    private string Send(BehaviourSender sender, string[] words)
    {
        (_, DmabufMemory memory) = _transmit[words[2]];
        int length = Number(words[4]);
        long offset = long.Parse(words[3], CultureInfo.InvariantCulture);
        SendRange range = sender.Backend.Send(offset, length);
        sender.Last = range;
        sender.Accepted(Bytes(memory, offset, length));
        return words.Contains("parts") ? (range.First == range.Last ? "whole" : "parts") : Describe(range);
    }

    /// <summary>One bare sendmsg.</summary>
    private string Call(BehaviourSender sender, string[] words)
    {
        long offset = long.Parse(words[3], CultureInfo.InvariantCulture);
        int length = Number(words[4]);
        SendFlags flags = (words.Contains("no-zerocopy") ? SendFlags.WithoutZeroCopy : 0) | (words.Contains("odd") ? SendFlags.OddMessage : 0);
        return Told(() =>
        {
            int taken = _kernel.SendOnce(sender.Backend, Id(words[2]), offset, length, flags);
            if (taken > 0)
                sender.Accepted(Bytes(_transmit[words[2]].Memory, offset, taken));
            return taken == 0 ? "none" : taken < length ? "part" : "all";
        });
    }

    private uint Id(string word) => word switch
    {
        "nothing" => 0,
        "unknown" => UnknownId,
        _ when _transmit.TryGetValue(word, out var binding) => binding.Backend.DmabufId,
        _ => _bindings[word].DmabufId,
    };

    private static string IsComplete(BehaviourSender sender, string[] words, string? expected)
    {
        SendRange range = words.Length > 2 ? Range(words[2]) : sender.Last;
        long start = Stopwatch.GetTimestamp();
        while (!sender.Backend.IsCompleted(range))
        {
            if (expected == "no" || Stopwatch.GetElapsedTime(start) > s_patience)
                return "no";
            Thread.Sleep(1);
        }

        return "yes";
    }

    /// <summary>The ranges of the error queue put together: both ends belong to them, and they wrap.</summary>
    private string Completions(BehaviourSender sender, string? expected)
    {
        long start = Stopwatch.GetTimestamp();
        string answer;
        do
        {
            while (_kernel.TakeCompletion(sender.Backend) is SendRange range)
            {
                Assert.InRange(unchecked(range.Last - range.First), 0u, 1000u);
                for (uint number = range.First; ; number++)
                {
                    Assert.True(sender.Completed.Add(number), $"send {number} completed twice");
                    if (number == range.Last)
                        break;
                }
            }

            answer = string.Join(' ', sender.Completed);
        }
        while (answer != expected && Stopwatch.GetElapsedTime(start) < s_patience);
        return answer;
    }

    private static SendRange Range(string word)
    {
        uint[] ends = [.. word.Split('-').Select(end => uint.Parse(end, CultureInfo.InvariantCulture))];
        return new SendRange(ends[0], ends[^1]);
    }

    private static string Describe(SendRange range) =>
        range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}";

    private static byte[] Bytes(DmabufMemory memory, long offset, int length)
    {
        byte[] bytes = new byte[length];
        memory.Read(offset, bytes);
        return bytes;
    }
}
