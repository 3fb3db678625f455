using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Devmem.Runtime.Tests;

/// <summary>Reads kernel.rows.</summary>
internal static class BehaviourTable
{
    internal static IReadOnlyList<BehaviourRow> Rows { get; } = Read();

    internal static BehaviourRow Row(string id) => Rows.Single(row => row.Id == id);

    private static List<BehaviourRow> Read()
    {
        List<BehaviourRow> rows = [];
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "kernel.rows"));
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length > 0 && line[0] != '#')
                Take(rows, line, i + 1);
        }

        return rows;
    }

    private static void Take(List<BehaviourRow> rows, string line, int number)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words[0])
        {
            case "row":
                string[] head = [.. line[4..].Split('|').Select(part => part.Trim())];
                rows.Add(new BehaviourRow(head[0], head[1], head[2]));
                break;
            case "needs":
                rows[^1].Needs.AddRange(words[1..]);
                break;
            case "only":
                rows[^1].Only.AddRange(words[1..]);
                break;
            case "pages":
                rows[^1].Pages = int.Parse(words[1], CultureInfo.InvariantCulture);
                break;
            case "nic":
                foreach (string[] option in words[1..].Select(word => word.Split('=')))
                    rows[^1].Nic.Add(option[0], int.Parse(option[1], CultureInfo.InvariantCulture));
                break;
            default:
                rows[^1].Steps.Add(Step(line, number));
                break;
        }
    }

    private static BehaviourStep Step(string line, int number)
    {
        int equals = line.IndexOf(" = ", StringComparison.Ordinal);
        string action = equals < 0 ? line : line[..equals];
        return new BehaviourStep(number, action.Split(' ', StringSplitOptions.RemoveEmptyEntries), equals < 0 ? null : line[(equals + 3)..].Trim());
    }
}
