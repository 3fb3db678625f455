extern alias Real;

using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Devmem.Conformance.Compiling;
using Devmem.Tests;
using Microsoft.CodeAnalysis;

namespace Devmem.Conformance.Mutation;

/// <summary>Code of this repository that uses handles as it should, and what executes it on the simulator.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Mutated">The files that mistakes are put into.</param>
/// <param name="Beside">The files that are compiled with them.</param>
/// <param name="Driver">The resource whose <c>Driver.Run</c> executes it and returns the books.</param>
/// <param name="Scenarios">How many ways there are to execute it.</param>
/// <param name="References">What it is compiled against.</param>
internal sealed record CleanSource(string Name, IReadOnlyList<string> Mutated, IReadOnlyList<string> Beside, string Driver, int Scenarios, ImmutableArray<MetadataReference> References)
{
    public static IReadOnlyList<CleanSource> All => [Sample(), Runtime()];

    /// <summary>The files, what the driver is last.</summary>
    public IEnumerable<string> Texts(string mutated, string text) =>
        Mutated.Select(path => path == mutated ? text : Repository.Read(path)).Concat(Beside.Select(Repository.Read)).Append(DriverText());

    private static CleanSource Sample() => new(
        "samples/CleanReceiver", ["samples/CleanReceiver/UploadReceiver.cs"], ["samples/Shared/Message.cs", "samples/Shared/Peers.cs"], "Drivers/Receiver.cs", 2,
        Compiling.References.Framework.Add(MetadataReference.CreateFromFile(typeof(Real::Devmem.RxBinding).Assembly.Location)));

    /// <summary>The runtime where it keeps handles of its own: what waits for a fence. Its Linux part needs a kernel, and is not compiled.</summary>
    private static CleanSource Runtime()
    {
        string[] mutated = ["runtime/Handles/DeferredReleases.cs", "runtime/Books/DeferredRelease.cs"];
        return new("runtime", mutated, [.. FilesOfRuntime().Except(mutated)], "Drivers/Runtime.cs", 4, Compiling.References.Framework);
    }

    private static IEnumerable<string> FilesOfRuntime() =>
        Directory.EnumerateFiles(Repository.PathOf("runtime"), "*.cs", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Repository.PathOf("."), path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/") && !path.Contains("/bin/") && (!path.StartsWith("runtime/Linux/", StringComparison.Ordinal) || Path.GetFileName(path) is "PreflightReport.cs" or "PreflightLine.cs" or "PreflightVerdict.cs"))
            .Order(StringComparer.Ordinal);

    private string DriverText()
    {
        using Stream source = typeof(CleanSource).Assembly.GetManifestResourceStream(Driver)!;
        using StreamReader reader = new(source);
        return reader.ReadToEnd();
    }
}
