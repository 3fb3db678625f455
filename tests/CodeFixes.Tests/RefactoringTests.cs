using System.Collections.Generic;
using System.Threading.Tasks;
using Devmem.CodeFixes.Refactorings;
using Devmem.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Tests;

/// <summary>What is offered where nothing is wrong: raw returns become typed ones, and inferred contracts are written.</summary>
public class RefactoringTests
{
    [Theory]
    [InlineData("socket.Socket.SetRawSocketOption(1, 80, System.Runtime.InteropServices.MemoryMarshal.AsBytes<DevmemToken>(tokens));")]
    [InlineData("_ = setsockopt(3, SolSocket, 79 + 1, null!, 8);")]
    public async Task A_raw_return_becomes_the_typed_one(string raw)
    {
        string Source(string call) => $$"""
            using System.Runtime.InteropServices;
            using Devmem;

            class Returns
            {
                private const int SolSocket = 1;

                [DllImport("libc")]
                private static extern int setsockopt(int fd, int level, int name, byte[] value, uint length);

                void Run(DevmemSocket socket, DevmemToken[] tokens)
                {
                    // All of them.
                    {{call}} // done
                }
            }
            """;
        Document document = TestProject.Document(Source(raw));
        CodeAction action = Assert.Single(await OffersAsync(new UseTypedRelease(), document, raw.Replace("_ = ", "")[..12]));
        Assert.Equal((UseTypedRelease.Key, "Return the tokens by 'socket.Release(tokens)'"), (action.EquivalenceKey, action.Title));
        Assert.Equal(Source("socket.Release(tokens);"), (await (await Fixing.ApplyAsync(action, document)).GetTextAsync(TestContext.Current.CancellationToken)).ToString());
    }

    [Theory]
    [InlineData("socket.Socket.SetRawSocketOption(1, 25, new byte[8]);")]
    [InlineData("if (socket.Socket.Connected) other.SetRawSocketOption(1, 80, new byte[8]);")]
    public async Task Nothing_where_it_is_another_option_or_there_are_no_tokens(string call)
    {
        Document document = TestProject.Document($$"""
            using System.Net.Sockets;
            using Devmem;

            class Returns
            {
                void Run(DevmemSocket socket, Socket other) { {{call}} }
            }
            """);
        Assert.Empty(await OffersAsync(new UseTypedRelease(), document, call[..12]));
    }

    [Fact]
    public async Task Inferred_contracts_are_written_on_all_public_members()
    {
        Document document = TestProject.Document("""
            using System.Collections.Generic;
            using Devmem;

            /// <summary>Keeps batches.</summary>
            public static class Keeper
            {
                private static readonly List<FragmentBatch> s_all = [];

                /// <summary>Keeps one.</summary>
                public static void Keep(FragmentBatch batch, int rank) => s_all.Insert(rank, batch);

                public static void End(FragmentBatch batch)
                {
                    batch.Release();
                }

                public static FragmentBatch Oldest() => s_all[0];

                public static int Look(FragmentBatch batch) => batch.Count;
            }
            """);
        CodeAction action = Assert.Single(await OffersAsync(new AddContracts(), document, "class Keeper"));
        Assert.Equal((AddContracts.Key, "Write the contracts of 'Keeper' as attributes"), (action.EquivalenceKey, action.Title));
        Assert.Equal("""
            using System.Collections.Generic;
            using Devmem;

            /// <summary>Keeps batches.</summary>
            public static class Keeper
            {
                private static readonly List<FragmentBatch> s_all = [];

                /// <summary>Keeps one.</summary>
                public static void Keep([Owning] FragmentBatch batch, int rank) => s_all.Insert(rank, batch);

                public static void End([Releases] FragmentBatch batch)
                {
                    batch.Release();
                }

                [return: NotOwning]
                public static FragmentBatch Oldest() => s_all[0];

                public static int Look(FragmentBatch batch) => batch.Count;
            }
            """, (await (await Fixing.ApplyAsync(action, document)).GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        Document written = await Fixing.ApplyAsync(action, document);
        Assert.Empty(await OffersAsync(new AddContracts(), written, "class Keeper"));
    }

    private static async Task<IReadOnlyList<CodeAction>> OffersAsync(CodeRefactoringProvider provider, Document document, string at)
    {
        int position = (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString().IndexOf(at, System.StringComparison.Ordinal);
        var offers = new List<CodeAction>();
        await provider.ComputeRefactoringsAsync(new CodeRefactoringContext(document, new TextSpan(position, 0), offers.Add, TestContext.Current.CancellationToken));
        return offers;
    }
}
