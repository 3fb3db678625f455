using System;
using System.IO;

namespace Devmem.Tests;

/// <summary>What a test measured and a reader of the run wants to see, also where everything passes.</summary>
public static class Share
{
    /// <summary>Writes one line to the output of the test, and to the file that the variable <c>DEVMEM_MEASURED</c> names, because the test platform shows no output of a test that passed.</summary>
    public static void Print(string line)
    {
        Console.WriteLine(line);
        if (Environment.GetEnvironmentVariable("DEVMEM_MEASURED") is { Length: > 0 } path)
            File.AppendAllText(path, line + Environment.NewLine);
    }
}
