using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Sockets;
using Devmem.Backends;

namespace Devmem.Runtime.Tests;

/// <summary>Runs one row on one kernel, step by step.</summary>
internal sealed partial class BehaviourRun : IDisposable
{
    private const string Untold = "untold";

    private readonly KernelSubject _kernel;
    private readonly string _profile;
    private readonly Dictionary<string, BehaviourConnection> _connections = [];
    private readonly Dictionary<string, RxBindingBackend> _bindings = [];
    private readonly Dictionary<uint, DmabufMemory> _memories = [];
    private readonly List<(FragmentRecord Record, byte[] Delivered)> _tokens = [];
    private readonly int _pages;

    internal BehaviourRun(KernelSubject kernel, string profile, BehaviourRow row)
    {
        _kernel = kernel;
        _profile = profile;
        _pages = row.Pages;
        if (row.BindsFirst)
            Assert.Equal("ok", Bind("X", queue: 0, profile == "off" ? AutoreleaseMode.Off : AutoreleaseMode.On));
    }

    internal void Do(BehaviourStep step)
    {
        string? expected = step.Expected(_profile);
        string answer = Answer(step.Words, expected);
        if (expected is not null && answer != Untold)
            Assert.True(expected.Split(" or ").Contains(answer), $"line {step.Line}, profile {_profile}: {string.Join(' ', step.Words)} = {answer}, not {expected}");
    }

    public void Dispose()
    {
        foreach (BehaviourConnection connection in _connections.Values)
            connection.Dispose();
        foreach (BehaviourSender sender in _senders.Values)
            sender.Dispose();
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    private string Answer(string[] words, string? expected) => AnswerOfTransmit(words, expected) ?? words[0] switch
    {
        "bind" => Bind(words[1], Option(words, "queue", _bindings.Count), Mode(words)),
        "unbind" => Done(_bindings[words[1]].Unbind),
        "steer" => Done(() => _kernel.Steer(_connections[words[1]].Backend, _bindings[words[2]])),
        "id" => (_bindings[words[1]].DmabufId - _bindings["X"].DmabufId + 1).ToString(CultureInfo.InvariantCulture),
        "free" => _kernel.FreePages(_bindings[words[1]])?.ToString(CultureInfo.InvariantCulture) ?? Untold,
        "lock" => _kernel.LockedMode()?.ToString().ToLowerInvariant() ?? "none",
        "worker" => Done(_kernel.PassSecond),
        "peers" => Done(() => _kernel.PeersRespond(words[1] == "respond")),
        "tokens" => string.Join(' ', _tokens.Select(token => token.Record.Token)),
        "intact" => IsIntact(words[1]) ? "yes" : "no",
        _ => AnswerOf(words, expected),
    };

    private string AnswerOf(string[] words, string? expected)
    {
        BehaviourConnection connection = Connection(words[0], plain: words[1] == "open-plain");
        return words[1] switch
        {
            "open" or "open-plain" => "",
            "send" => Done(() => Send(connection, Number(words[2]))),
            "queue" => Done(() => _kernel.Queue(connection.Backend)),
            "recv" => Receive(connection, words, expected),
            "return" => Return(connection, words[2..]),
            "shutdown" => Done(() => connection.Near.Shutdown(SocketShutdown.Both)),
            "peer-end" => Done(() => connection.Peer.Shutdown(SocketShutdown.Send)),
            "close" => Done(connection.Backend.Close),
            _ => throw new FormatException($"unknown action: {words[1]}"),
        };
    }

    private void Send(BehaviourConnection connection, int bytes) =>
        _kernel.Send(connection.Backend, bytes, () => connection.Send(bytes));

    private BehaviourConnection Connection(string name, bool plain)
    {
        if (_connections.TryGetValue(name, out BehaviourConnection? known))
            return known;
        (Socket near, Socket peer) = _kernel.Connect();
        SocketBackend backend = plain || _bindings.Count == 0
            ? _kernel.ConnectPlain(near)
            : _bindings["X"].Attach(near);
        return _connections[name] = new BehaviourConnection(backend, near, peer);
    }

    private string Bind(string name, int queue, AutoreleaseMode? mode)
    {
        DmabufMemory memory = _kernel.CreateMemory(_pages);
        try
        {
            RxBindingBackend binding = _kernel.Bind(memory, queue, mode);
            _bindings[name] = binding;
            _memories[binding.DmabufId] = memory;
            return "ok";
        }
        catch (NotSupportedException)
        {
            return "unsupported";
        }
        catch (DevmemException error)
        {
            return Errno.Describe(error.Errno);
        }
    }

    private AutoreleaseMode? Mode(string[] words) => words.SkipWhile(word => word != "mode").Skip(1).FirstOrDefault() switch
    {
        "on" => AutoreleaseMode.On,
        "off" => AutoreleaseMode.Off,
        "default" => null,
        _ => _bindings.Count == 0 ? null : _bindings["X"].Autorelease,
    };

    private static string Done(Action action)
    {
        action();
        return "";
    }

    private static int Option(string[] words, string name, int otherwise)
    {
        int at = Array.IndexOf(words, name);
        return at < 0 ? otherwise : Number(words[at + 1]);
    }
}
