using Devmem.Benchmarks.Runtime;

RuntimeReport.Print();
