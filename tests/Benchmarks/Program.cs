using System.Linq;
using Devmem.Benchmarks.Analysis;
using Devmem.Benchmarks.Runtime;

// "runtime" or "analysis" for one half; both without a word.
if (args.Length == 0 || args.Contains("runtime"))
    RuntimeReport.Print();
if (args.Length == 0 || args.Contains("analysis"))
    AnalysisReport.Print();
