using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Conformance.Compiling;

namespace Devmem.Conformance.Generating;

/// <summary>
/// Makes a program from a seed. What it acquires it ends, in one of many ways, so most programs are clean; a careless one now and then throws, returns or
/// skips an end where it should not.
/// </summary>
internal sealed partial class Generator
{
    private readonly Random _random;
    private readonly int _seed;
    private readonly double _careless;
    private readonly AutoreleaseMode _mode;
    private readonly bool _async;
    private readonly HashSet<string> _features = [];
    private readonly SortedDictionary<string, string> _members = [];
    private readonly SortedDictionary<string, string> _types = [];
    private readonly SortedSet<string> _parameters = [];
    private readonly Dictionary<string, int> _detached = [];
    private Code _code = new();
    private int _names;
    private int _budget;

    private Generator(int seed)
    {
        _seed = seed;
        _random = new Random(seed);
        _careless = _random.Next(3) switch { 0 => 0, 1 => 0.08, _ => 0.25 };
        _mode = _random.Next(5) == 0 ? AutoreleaseMode.On : AutoreleaseMode.Off;
        _async = _random.Next(6) == 0;
        _budget = 4 + _random.Next(12);
    }

    /// <summary>The program of a seed, in a namespace of its own.</summary>
    public static ProgramText Of(int seed) => new Generator(seed).Make();

    private ProgramText Make()
    {
        if (_async)
            _features.Add("async");
        string parameters = "byte[] linear";
        bool standsAlone = false;
        _code.Block("", () =>
        {
            if (Chance(0.5))
            {
                parameters = "DevmemDevice device, Dmabuf memory, byte[] linear";
                Scope scope = new() { HasDevice = true };
                standsAlone = Chance(0.12);
                if (standsAlone)
                    Modes();
                else if (IsCrossed())
                    Crossed();
                else if (Chance(0.6))
                    Story(scope);
                else if (Chance(0.3))
                    Session(scope);
                else
                    Whole(scope);
            }
            else
            {
                parameters = "DevmemSocket socket, byte[] linear";
                Scope scope = new() { Sockets = ["socket"] };
                if (Chance(0.1))
                {
                    parameters = "DevmemSocket socket, DevmemSocket second, byte[] linear";
                    scope = scope with { Sockets = ["socket", "second"] };
                }

                Statements(scope);
            }
        });
        return new ProgramText(Text(parameters), _mode, $"seed {_seed}") { Features = _features, StandsAlone = standsAlone };
    }

    private string Text(string parameters)
    {
        string body = _code.ToString();
        Code file = new();
        foreach (string space in (string[])["System", "System.Collections.Generic", "System.IO", "System.Threading.Tasks", "Devmem", "Support"])
            file.Line($"using {space};");
        file.Line("");
        file.Line($"namespace P{_seed};");
        file.Line("");
        string all = string.Join(", ", _parameters.Select(flag => flag == "n" ? "int n" : "bool " + flag).Prepend(parameters));
        string head = (_async ? "public static async Task Run(" : "public static void Run(") + all + ")";
        file.Block("static class Program", () => Nested(file, head + "\n" + body, _members.Values));
        foreach (string type in _types.Values)
        {
            file.Line("");
            foreach (string line in type.TrimEnd().Split('\n'))
                file.Line(line);
        }

        return file.ToString();
    }

    private static void Nested(Code file, string entry, IEnumerable<string> members)
    {
        bool first = true;
        foreach (string member in members.Prepend(entry))
        {
            if (!first)
                file.Line("");
            first = false;
            foreach (string line in member.TrimEnd().Split('\n'))
                file.Line(line);
        }
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(IReadOnlyList<T> options) => options[_random.Next(options.Count)];

    private string Name(string stem) => stem + ++_names;

    /// <summary>How many fragments of a batch the program detaches so far: twice the same is refused.</summary>
    private int Detached(string batch) => _detached.GetValueOrDefault(batch);

    /// <summary>A careless program sometimes does what it should not.</summary>
    private bool Slips() => Chance(_careless);

    private string Flag() => Parameter(Pick(["a", "b"]));

    private string Parameter(string name)
    {
        _parameters.Add(name);
        return name;
    }

    /// <summary>Writes code that stands in another member.</summary>
    private string Apart(Action write)
    {
        (Code here, _code) = (_code, new Code());
        write();
        string text = _code.ToString();
        _code = here;
        return text;
    }
}
