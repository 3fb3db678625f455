using System;
using System.Linq;
using System.Threading.Tasks;
using Devmem.Conformance.Reporting;

namespace Devmem.Conformance;

/// <summary>The tests, or, with <c>explore</c> as the first argument, a long run with a report.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args.FirstOrDefault() == "explore")
            return LongRun.Start(args[1..]);
        return args.Any(arg => arg is "--server" or "--internal-msbuild-node")
            ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions).ConfigureAwait(false)
            : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args).ConfigureAwait(false);
    }
}
