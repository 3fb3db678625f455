using System.Linq;
using Devmem.Benchmarks.Analysis;
using Devmem.Benchmarks.Runtime;

// "runtime", "analysis" or "verdicts" for one part; all without a word. Words behind "analysis" choose rows by their names.
if (args.Length == 0 || args.Contains("runtime"))
    RuntimeReport.Print();
if (args.Length == 0 || args.Contains("analysis"))
    AnalysisReport.Print([.. args.SkipWhile(word => word != "analysis").Skip(1).Except(["verdicts", "runtime"])]);
if (args.Length == 0 || args.Contains("verdicts"))
    VerdictReport.Print();
