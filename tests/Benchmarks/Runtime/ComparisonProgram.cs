using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace Devmem.Benchmarks.Runtime;

/// <summary>The C program, built on the spot where there is a compiler.</summary>
internal sealed class ComparisonProgram
{
    private readonly string _path;

    private ComparisonProgram(string path) => _path = path;

    /// <summary>Null: there is no gcc, or it could not build the program.</summary>
    internal static ComparisonProgram? Build()
    {
        string source = Path.Combine(AppContext.BaseDirectory, "c", "receive.c");
        string path = Path.Combine(Path.GetTempPath(), $"devmem-receive-{Environment.ProcessId}");
        try
        {
            return Execute("gcc", ["-O2", "-o", path, source]) is not null ? new ComparisonProgram(path) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <returns>Nanoseconds per receive and release.</returns>
    internal double Run(int receives, int records, int bytes)
    {
        string output = Execute(_path, [receives.ToString(CultureInfo.InvariantCulture), records.ToString(CultureInfo.InvariantCulture), bytes.ToString(CultureInfo.InvariantCulture)])
            ?? throw new InvalidOperationException("the comparison program failed");
        return double.Parse(output, CultureInfo.InvariantCulture);
    }

    internal void Delete() => File.Delete(_path);

    private static string? Execute(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : null;
    }
}
