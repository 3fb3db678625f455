using System;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace Devmem.Linux.Tests.Support;

/// <summary>
/// Runs one test in a process of its own: limits and user namespaces belong to a process in Linux, and this one runs other tests. The
/// child is this test program again, told by a variable of its environment that it is the child.
/// </summary>
internal static class ChildProcess
{
    private const string Variable = "DEVMEM_TEST_CHILD";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <param name="test">The full name of the calling test.</param>
    /// <param name="wrapper">A program, with arguments, that starts the child in some other surroundings.</param>
    internal static void Run(string test, Action body, params string[] wrapper)
    {
        Kernel.RunningKernel.Require();
        if (Environment.GetEnvironmentVariable(Variable) == test)
        {
            body();
            return;
        }

        string? refusal = wrapper.Length == 0 ? null : Refusal([.. wrapper, "true"]);
        Assert.SkipUnless(refusal is null, $"these surroundings cannot be had here ({string.Join(' ', wrapper)}): {refusal}");
        string assembly = typeof(ChildProcess).Assembly.Location;
        string program = Path.ChangeExtension(assembly, null);
        string[] command = [.. wrapper, .. File.Exists(program) ? [program] : (string[])[Environment.ProcessPath!, "exec", assembly], "-method", test];
        (int code, string output) = Start(command, test);
        Assert.SkipWhen(code == 0 && output.Contains("Skipped: 1", StringComparison.Ordinal), output);
        bool ran = output.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", StringComparison.Ordinal); // a name that matches nothing also ends with 0
        Assert.True(code == 0 && ran, $"the child ended with {code}:{Environment.NewLine}{output}");
    }

    /// <summary>Null: the command succeeds. Otherwise what it said.</summary>
    private static string? Refusal(params string[] command)
    {
        try
        {
            (int code, string output) = Start(command, test: string.Empty);
            return code == 0 ? null : output.Trim();
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return missing.Message;
        }
    }

    private static (int Code, string Output) Start(string[] command, string test)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Variable] = test;
        using Process child = Process.Start(start)!;
        System.Threading.Tasks.Task<string> errors = child.StandardError.ReadToEndAsync();
        System.Threading.Tasks.Task<string> output = child.StandardOutput.ReadToEndAsync();
        if (!child.WaitForExit(s_patience))
        {
            child.Kill(entireProcessTree: true);
            Assert.Fail("the child did not end");
        }

        return (child.ExitCode, output.Result + errors.Result);
    }
}
