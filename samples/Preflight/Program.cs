using System;
using Devmem;

// What stands between this machine and its first binding: one line for each thing a receive binding needs, with how to repair it.
// Nothing is changed, and no privilege is needed to ask. The exit code is 0 when nothing is known to be missing.
//
//   dotnet run --project samples/Preflight -- eth0
string interfaceName = args.Length > 0 ? args[0] : "lo";
PreflightReport report = DevmemDevice.Check(interfaceName);
Console.WriteLine(report);
return report.IsReady ? 0 : 1;
