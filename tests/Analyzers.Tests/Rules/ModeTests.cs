using System.Linq;
using System.Threading.Tasks;
using Devmem.Analyzers.Tests.CorpusHarness;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Tests.Rules;

/// <summary>DEVMEM003 and DEVMEM012: words, both places, and that they show for one file alone.</summary>
public class ModeTests
{
    private const string Two = """
        static void One(DevmemDevice device, Dmabuf dmabuf) { using RxBinding video = device.BindRx(dmabuf, [0], AutoreleaseMode.On); }
        static void Two(DevmemDevice device, Dmabuf dmabuf) { using RxBinding audio = device.BindRx(dmabuf, [1], AutoreleaseMode.Off); }
        """;

    [Fact]
    public async Task Each_of_two_names_the_other_and_its_mode()
    {
        var found = await Diagnosed.OfAsync("DEVMEM003", Two);
        Assert.Equal(2, found.Count);
        Assert.Equal("RxBinding 'video' from 'BindRx' is bound in mode On, but RxBinding 'audio' from 'BindRx' at line 11 is in mode Off: the system has one autorelease mode at a time", found[0].Message());
        Assert.Equal("RxBinding 'audio' from 'BindRx' is bound in mode Off, but RxBinding 'video' from 'BindRx' at line 10 is in mode On: the system has one autorelease mode at a time", found[1].Message());
        Assert.Equal(found[1].Location.SourceSpan, Assert.Single(found[0].AdditionalLocations).SourceSpan);
        Assert.Equal(found[0].Location.SourceSpan, Assert.Single(found[1].AdditionalLocations).SourceSpan);
        Assert.Equal(["Off", "On"], found.Select(each => each.Properties[FindingProperties.OtherMode]));
    }

    [Fact]
    public async Task A_mode_chosen_at_run_time_is_possible_only()
    {
        var found = await Diagnosed.OfAsync("DEVMEM003", Two.Replace("AutoreleaseMode.Off", "Environment.Is64BitProcess ? AutoreleaseMode.On : AutoreleaseMode.Off"));
        Assert.Equal("RxBinding 'video' from 'BindRx' is bound in mode On, but RxBinding 'audio' from 'BindRx' at line 11 is possibly in mode On or Off: the system has one autorelease mode at a time", found[0].Message());
        Assert.Contains("is possibly bound in mode On or Off, which is chosen at run time", found[1].Message());
        Assert.DoesNotContain(FindingProperties.OtherMode, found[0].Properties.Keys);
    }

    [Fact]
    public async Task What_an_option_or_an_assembly_says_is_named()
    {
        const string one = "static void One(DevmemDevice device, Dmabuf dmabuf) { using RxBinding video = device.BindRx(dmabuf, [0], AutoreleaseMode.On); }";
        Assert.Contains("but 'devmem.autorelease' says off for this file", Assert.Single(await Diagnosed.OfAsync("DEVMEM003", one, "//# devmem.autorelease = off\n")).Message());
        var declared = Assert.Single(await Diagnosed.OfAsync("DEVMEM003", one, "//# assembly = Library\nusing Devmem;\n[assembly: DevmemMode(AutoreleaseMode.Off)]\npublic class Library {}\n//# assembly = Program\n"));
        Assert.Contains("but assembly 'Library' declares mode Off", declared.Message());
    }

    [Fact]
    public async Task A_binding_without_a_mode_says_what_it_counts_as()
    {
        string members = Two.Replace(", AutoreleaseMode.Off", "");
        Assert.Contains("'audio' from 'BindRx' says no mode, which counts as Off", (await Diagnosed.OfAsync("DEVMEM003", members))[1].Message());
        Assert.Equal("RxBinding 'audio' from 'BindRx' does not say its autorelease mode: what the kernel does by itself differs", Assert.Single(await Diagnosed.OfAsync("DEVMEM012", members)).Message());
    }

    [Fact]
    public async Task Callers_who_choose_different_modes_are_both_named()
    {
        const string members = """
            static void Bind(DevmemDevice device, Dmabuf dmabuf, AutoreleaseMode mode) { using RxBinding binding = device.BindRx(dmabuf, [0], mode); }
            static void One(DevmemDevice device, Dmabuf dmabuf) => Bind(device, dmabuf, AutoreleaseMode.On);
            static void Two(DevmemDevice device, Dmabuf dmabuf) => Bind(device, dmabuf, AutoreleaseMode.Off);
            """;
        var found = Assert.Single(await Diagnosed.OfAsync("DEVMEM003", members));
        Assert.Contains("is bound in mode On, but also in mode Off, by its callers at line 11 and line 12", found.Message());
        Assert.Equal(2, found.AdditionalLocations.Count);
    }

    /// <summary>An editor asks for one file at a time, and does not wait for the end of the compilation.</summary>
    [Fact]
    public async Task It_shows_while_typing_in_either_file()
    {
        CorpusCase program = CorpusParser.Parse("Program.cs", $$"""
            //# rules = DEVMEM003
            //# tree = A.cs
            {{Diagnosed.Usings}}class A { static void M(DevmemDevice device, Dmabuf dmabuf) { using RxBinding video = device.BindRx(dmabuf, [0], AutoreleaseMode.On); } }
            //# tree = B.cs
            {{Diagnosed.Usings}}class B { static void M(DevmemDevice device, Dmabuf dmabuf) { using RxBinding audio = device.BindRx(dmabuf, [0], AutoreleaseMode.Off); } }
            """);
        foreach (string name in (string[])["A.cs", "B.cs"])
        {
            var found = (await CorpusRunner.DiagnosticsOfFileAsync(program, "/corpus/" + name)).Where(each => each.Id == "DEVMEM003");
            Diagnostic single = Assert.Single(found);
            Assert.EndsWith(name, single.Location.SourceTree!.FilePath);
            Assert.Contains(name == "A.cs" ? "of B.cs" : "of A.cs", single.Message());
        }
    }
}
