using System.Linq;
using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;

namespace Devmem.CodeFixes.Tests;

/// <summary>Contracts that are written (DEVMEM013) and corrected (DEVMEM017).</summary>
public class ContractTests
{
    /// <summary>Name, rule, title, before and after.</summary>
    public static TheoryData<string, string, string, string, string> Cases { get; } = new()
    {
        {
            "interface member", "DEVMEM013", "Mark 'batch' of 'Consume' as [NotOwning]",
            """
            interface IConsumer { void Consume(FragmentBatch batch /* any */); }

            static void Run(DevmemSocket socket, byte[] linear, IConsumer consumer)
            {
                using FragmentBatch batch = socket.Receive(linear);
                consumer.Consume(batch);
            }
            """,
            """
            interface IConsumer { void Consume([NotOwning] FragmentBatch batch /* any */); }

            static void Run(DevmemSocket socket, byte[] linear, IConsumer consumer)
            {
                using FragmentBatch batch = socket.Receive(linear);
                consumer.Consume(batch);
            }
            """
        },
        {
            "delegate", "DEVMEM013", "Mark 'batch' of 'Handler' as [NotOwning]",
            """
            delegate void Handler(FragmentBatch batch);

            static void Run(DevmemSocket socket, byte[] linear, Handler handler)
            {
                using FragmentBatch batch = socket.Receive(linear);
                handler(batch);
            }
            """,
            """
            delegate void Handler([NotOwning] FragmentBatch batch);

            static void Run(DevmemSocket socket, byte[] linear, Handler handler)
            {
                using FragmentBatch batch = socket.Receive(linear);
                handler(batch);
            }
            """
        },
        {
            "field of another object", "DEVMEM013", "Mark 'Last' as [NotOwning]",
            """
            class Slot
            {
                // What was seen last.
                public FragmentBatch? Last;
            }

            static void Run(DevmemSocket socket, byte[] linear, Slot slot)
            {
                using FragmentBatch batch = socket.Receive(linear);
                slot.Last = batch;
            }
            """,
            """
            class Slot
            {
                // What was seen last.
                [NotOwning]
                public FragmentBatch? Last;
            }

            static void Run(DevmemSocket socket, byte[] linear, Slot slot)
            {
                using FragmentBatch batch = socket.Receive(linear);
                slot.Last = batch;
            }
            """
        },
        {
            "owner that keeps it on some path", "DEVMEM017", "Release 'batch' on the paths that lack it",
            """
            static void Consume([Owning] FragmentBatch batch, bool keep)
            {
                if (!keep)
                    batch.Release();
            }
            """,
            """
            static void Consume([Owning] FragmentBatch batch, bool keep)
            {
                batch.Release();
            }
            """
        },
        {
            "owner that is an expression", "DEVMEM017", "Put 'batch' in a using statement",
            "public static int Count([Owning] FragmentBatch batch) => batch.Count; // all",
            """
            public static int Count([Owning] FragmentBatch batch)
            {
                using (batch)
                    return batch.Count;
            } // all
            """
        },
        {
            "release of what the caller releases", "DEVMEM017", "Remove the release of 'batch'",
            """
            static void Look([NotOwning] FragmentBatch batch)
            {
                Console.WriteLine(batch.Count); // look
                batch.Release();
            }

            static void Run(DevmemSocket socket, byte[] linear)
            {
                using FragmentBatch batch = socket.Receive(linear);
                Look(batch);
            }
            """,
            """
            static void Look([NotOwning] FragmentBatch batch)
            {
                Console.WriteLine(batch.Count); // look
            }

            static void Run(DevmemSocket socket, byte[] linear)
            {
                using FragmentBatch batch = socket.Receive(linear);
                Look(batch);
            }
            """
        },
        {
            "release of what nobody else releases", "DEVMEM017", "Mark 'batch' as [Owning]",
            """
            private static void Look([NotOwning] FragmentBatch batch)
            {
                batch.Release();
            }

            private static void Run(DevmemSocket socket, byte[] linear)
            {
                FragmentBatch batch = socket.Receive(linear);
                Look(batch);
            }
            """,
            """
            private static void Look([Owning] FragmentBatch batch)
            {
                batch.Release();
            }

            private static void Run(DevmemSocket socket, byte[] linear)
            {
                FragmentBatch batch = socket.Receive(linear);
                Look(batch);
            }
            """
        },
        {
            "lent result that nobody owns, and its caller", "DEVMEM017", "Mark what 'Fresh' returns as [Owning]",
            """
            [return: NotOwning]
            static FragmentBatch Fresh(DevmemSocket socket, byte[] linear) => socket.Receive(linear);

            static void Run(DevmemSocket socket, byte[] linear)
            {
                FragmentBatch batch = Fresh(socket, linear);
                Console.WriteLine(batch.Count);
            }
            """,
            """
            [return: Owning]
            static FragmentBatch Fresh(DevmemSocket socket, byte[] linear) => socket.Receive(linear);

            static void Run(DevmemSocket socket, byte[] linear)
            {
                using FragmentBatch batch = Fresh(socket, linear);
                Console.WriteLine(batch.Count);
            }
            """
        },
        {
            "implementation that takes what its interface lends", "DEVMEM017", "Mark 'batch' in 'ITaker' as [Owning]",
            """
            interface ITaker
            {
                void Take(FragmentBatch batch);
            }

            class Taker : ITaker
            {
                public void Take(FragmentBatch batch) => batch.Release();
            }
            """,
            """
            interface ITaker
            {
                void Take([Owning] FragmentBatch batch);
            }

            class Taker : ITaker
            {
                public void Take(FragmentBatch batch) => batch.Release();
            }
            """
        },
        {
            "override that promises less, and its body", "DEVMEM017", "Mark 'batch' as [Owning]",
            """
            class Base
            {
                public virtual void Take([Owning] FragmentBatch batch) => batch.Release();
            }

            class Derived : Base
            {
                public override void Take([NotOwning] FragmentBatch batch) => Console.WriteLine(batch.Count);
            }
            """,
            """
            class Base
            {
                public virtual void Take([Owning] FragmentBatch batch) => batch.Release();
            }

            class Derived : Base
            {
                public override void Take([Owning] FragmentBatch batch)
                {
                    using (batch)
                        Console.WriteLine(batch.Count);
                }
            }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Contract_and_body_agree(string name, string id, string title, string before, string after)
    {
        Assert.NotEmpty(name);
        return new FixTest { Title = title }.FixesAsync(id, before, after);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task All_at_once_leaves_none_and_a_second_run_changes_nothing(string name, string id, string title, string before, string after)
    {
        Assert.NotEmpty(name + title);
        await new FixTest().FixesAllAsync(before, after, id);
    }
}
