using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using Devmem.Backends;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

internal sealed partial class BehaviourRun
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private string Receive(BehaviourConnection connection, string[] words, string? expected)
    {
        string answer = "";
        for (int i = Option(words, "times", 1); i > 0; i--)
        {
            long start = Stopwatch.GetTimestamp();
            while ((answer = ReceiveOnce(connection, words)) == "none" && expected != "none" && Stopwatch.GetElapsedTime(start) < s_patience)
                Thread.Sleep(1);
        }

        return answer;
    }

    private string ReceiveOnce(BehaviourConnection connection, string[] words)
    {
        byte[] linear = words.Contains("null") ? [] : new byte[Option(words, "budget", 64 * 1024)];
        RecordBuffer records = new(Option(words, "room", RecordBuffer.DefaultRoom));
        ReceiveFlags flags = (words.Contains("peek") ? ReceiveFlags.Peek : 0)
            | (words.Contains("trunc") ? ReceiveFlags.Truncate : 0)
            | (words.Contains("plain") ? ReceiveFlags.Ordinary : 0);
        try
        {
            return _kernel.Receive(connection.Backend, linear, records, flags) switch
            {
                ReceiveStatus.WouldBlock => "none",
                ReceiveStatus.EndOfStream => "end",
                _ when flags == ReceiveFlags.Truncate => Discarded(connection),
                _ => Describe(connection, records, linear, compare: flags == ReceiveFlags.None),
            };
        }
        catch (DevmemException error)
        {
            Assert.Equal(0, records.Count);
            return Errno.Describe(error.Errno);
        }
    }

    private static string Discarded(BehaviourConnection connection)
    {
        connection.Skip();
        return "discarded";
    }

    private string Describe(BehaviourConnection connection, RecordBuffer records, byte[] linear, bool compare)
    {
        // Ordinary data never mixes with records, so it is the one linear record that stands alone.
        bool ordinary = records.Count == 1 && records.Records[0].IsLinear && records.Room > 1;
        string answer = "";
        foreach (ref readonly FragmentRecord record in records.Records)
        {
            byte[] piece = Bytes(record, linear);
            if (compare)
                connection.Check(piece);
            if (!record.IsLinear)
                _tokens.Add((record, piece));
            string kind = !record.IsLinear ? "D" : ordinary ? "R" : "L";
            answer += string.Create(CultureInfo.InvariantCulture, $" {kind}{record.Length}");
        }

        return answer.Trim();
    }

    private byte[] Bytes(in FragmentRecord record, byte[] linear)
    {
        byte[] piece = new byte[record.Length];
        if (record.IsLinear)
            linear.AsSpan((int)record.Offset, record.Length).CopyTo(piece);
        else
            _memories[record.DmabufId].Read(record.Offset, piece);
        return piece;
    }

    private bool IsIntact(string word)
    {
        (FragmentRecord record, byte[] delivered) = _tokens[Number(word[1..]) - 1];
        return Bytes(record, []).AsSpan().SequenceEqual(delivered);
    }

    private string Return(BehaviourConnection connection, string[] words)
    {
        try
        {
            TokenRange[] ranges = [.. words.SelectMany(Ranges)];
            return connection.Backend.ReturnTokens(ranges).ToString(CultureInfo.InvariantCulture);
        }
        catch (DevmemException error)
        {
            return Errno.Describe(error.Errno);
        }
    }

    private TokenRange[] Ranges(string word)
    {
        string[] times = word.Split('*');
        string[] parts = times[0].Split('+');
        uint start = parts[0][0] == '$' ? _tokens[Number(parts[0][1..]) - 1].Record.Token : uint.Parse(parts[0], CultureInfo.InvariantCulture);
        TokenRange range = new(start, parts.Length > 1 ? uint.Parse(parts[1], CultureInfo.InvariantCulture) : 1);
        return [.. Enumerable.Repeat(range, times.Length > 1 ? Number(times[1]) : 1)];
    }
}
