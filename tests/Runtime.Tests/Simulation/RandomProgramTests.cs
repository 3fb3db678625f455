using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

/// <summary>Random programs that misuse nothing and some that do: whatever they do, the books add up and the bytes are right.</summary>
public class RandomProgramTests
{
    private const int Pages = 12;

    public static MatrixTheoryData<AutoreleaseMode, int> Programs => new([AutoreleaseMode.Off, AutoreleaseMode.On], Enumerable.Range(0, 40));

    [Theory, MemberData(nameof(Programs))]
    public void The_books_add_up_after_every_step(AutoreleaseMode mode, int seed)
    {
        Random random = new(seed);
        SimulationOptions options = new() { Seed = seed % 2 == 0 ? null : seed, SegmentsPerPage = 1 + (seed % 3), RecordAcquisitionSites = false };
        using Rig rig = new(mode, Pages, options);
        Program program = new(rig, random);
        for (int step = 0; step < 300; step++)
        {
            program.Step();
            CheckBooks(rig, mode, program);
        }

        program.End();
        rig.Binding.Unbind();
        LeakReport report = rig.Device.Audit();
        Assert.True(report.IsClean, report.ToString());
        Assert.Equal((0, 0), (report.Harm.UnheldReturns, report.Harm.HeldPagesOverwritten));
    }

    private static void CheckBooks(Rig rig, AutoreleaseMode mode, Program program)
    {
        SimulatedRxBinding binding = (SimulatedRxBinding)rig.Binding.Backend;
        int inUse = 0;
        int deliveries = 0;
        foreach (SimulatedPage page in binding.Pool.Pages)
        {
            int held = mode == AutoreleaseMode.On ? page.Tokens : Math.Sign(page.Uref);
            int driver = page.References - page.Queued - held;
            Assert.InRange(driver, 0, 1);
            Assert.True(page.Uref >= 0 && page.Tokens >= 0 && page.Queued >= 0);
            Assert.Equal(mode == AutoreleaseMode.On ? page.Tokens : page.Uref, page.HeldByProgram);
            inUse += page.References > 0 ? 1 : 0;
            deliveries += page.HeldByProgram;
        }

        Assert.Equal(binding.Pool.Inflight, inUse);
        Assert.Equal(program.Held + program.Stranded(mode), deliveries);
    }

    /// <summary>What one program holds, by its own count.</summary>
    private sealed class Program(Rig rig, Random random)
    {
        private readonly List<Connection> _connections = [];
        private int _stranded;

        internal int Held => _connections.Sum(connection => connection.Held);

        /// <summary>Fragments whose socket was closed under them: off mode keeps their pages.</summary>
        internal int Stranded(AutoreleaseMode mode) => mode == AutoreleaseMode.Off ? _stranded : 0;

        internal void Step()
        {
            if (_connections.Count == 0 || (_connections.Count < 4 && random.Next(30) == 0))
                _connections.Add(new Connection(rig));
            Connection connection = _connections[random.Next(_connections.Count)];
            switch (random.Next(20))
            {
                case < 6:
                    connection.Send(random.Next(1, 3 * Rig.Page), random.Next());
                    break;
                case < 12:
                    connection.Receive(random.Next(1, 2 * Rig.Page));
                    break;
                case < 18:
                    connection.Release(random);
                    break;
                case 18:
                    rig.Device.Deliver();
                    break;
                default:
                    _stranded += random.Next(8) == 0 ? Close(connection) : 0;
                    break;
            }
        }

        internal void End()
        {
            foreach (Connection connection in _connections)
            {
                connection.ReleaseAll();
                connection.Flow.Dispose();
            }
        }

        private int Close(Connection connection)
        {
            int held = connection.Held;

            // Off mode never gives these pages back while the binding lives, so not too many of them.
            if (_stranded + held > Pages / 2)
                return 0;
            connection.Flow.Dispose();
            connection.Forget();
            _connections.Remove(connection);
            return held;
        }
    }

    private sealed class Connection(Rig rig)
    {
        private readonly List<FragmentBatch> _batches = [];
        private readonly List<DevmemToken> _tokens = [];
        private readonly Queue<byte> _underWay = new();
        private readonly Dictionary<FragmentBatch, int> _inBatch = [];

        internal Flow Flow { get; } = rig.Open();

        internal int Held => _tokens.Count + _inBatch.Values.Sum();

        internal void Send(int bytes, int seed)
        {
            if (_underWay.Count > 100_000)
                return;
            foreach (byte one in Flow.Send(bytes, seed))
                _underWay.Enqueue(one);
        }

        internal void Receive(int budget)
        {
            if (!Flow.Socket.TryReceive(rig.Linear.AsSpan(0, budget), out FragmentBatch? batch))
                return;
            Assert.All(Flow.Payload(batch), one => Assert.Equal(_underWay.Dequeue(), one));
            _batches.Add(batch);
            int tokens = 0;
            foreach (Fragment fragment in batch)
                tokens += fragment.IsLinear ? 0 : 1;
            _inBatch[batch] = tokens;
        }

        internal void Release(Random random)
        {
            if (_batches.Count > 0 && random.Next(2) == 0)
                ReleaseOrDetach(random, _batches[random.Next(_batches.Count)]);
            else if (_tokens.Count > 0)
                ReleaseTokens(random.Next(1, _tokens.Count + 1));
        }

        internal void ReleaseAll()
        {
            _batches.ForEach(batch => batch.Release());
            Assert.Equal(_tokens.Count, Flow.Socket.Release(_tokens.ToArray()));
            Forget();
        }

        internal void Forget()
        {
            _batches.ForEach(batch => batch.Dispose());
            _batches.Clear();
            _inBatch.Clear();
            _tokens.Clear();
        }

        private void ReleaseOrDetach(Random random, FragmentBatch batch)
        {
            int index = random.Next(batch.Count);
            if (random.Next(2) == 0 && !batch[index].IsLinear && _inBatch[batch] == CountTokens(batch))
            {
                _tokens.Add(batch.Detach(index));
                _inBatch[batch]--;
                return;
            }

            batch.Release();
            _batches.Remove(batch);
            _inBatch.Remove(batch);
        }

        private void ReleaseTokens(int count)
        {
            Assert.Equal(count, Flow.Socket.Release(_tokens.Take(count).ToArray()));
            _tokens.RemoveRange(0, count);
        }

        private static int CountTokens(FragmentBatch batch)
        {
            int tokens = 0;
            foreach (Fragment fragment in batch)
                tokens += fragment.IsLinear ? 0 : 1;
            return tokens;
        }
    }
}
