using System.Linq;
using Devmem.Benchmarks.Analysis;
using Devmem.Benchmarks.Runtime;

// "runtime", "analysis" or "verdicts" for one part; all without a word.
if (args.Length == 0 || args.Contains("runtime"))
    RuntimeReport.Print();
if (args.Length == 0 || args.Contains("analysis"))
    AnalysisReport.Print();
if (args.Length == 0 || args.Contains("verdicts"))
    VerdictReport.Print();
