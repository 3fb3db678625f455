using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace Devmem.Analyzers.Tests.Robustness;

/// <summary>Breaks a program as typing breaks it: tokens are missing, stand twice, or stand in each other's place.</summary>
internal static class Mutation
{
    public static string Of(string text, Random random)
    {
        List<string> tokens = [.. SyntaxFactory.ParseTokens(text).Select(token => token.ToFullString())];
        for (int i = random.Next(1, 6); i > 0; i--)
            Change(tokens, random);
        return string.Concat(tokens);
    }

    private static void Change(List<string> tokens, Random random)
    {
        int at = random.Next(tokens.Count - 1), other = random.Next(tokens.Count - 1);
        switch (random.Next(4))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, tokens[at]);
                break;
            case 2:
                (tokens[at], tokens[at + 1]) = (tokens[at + 1], tokens[at]);
                break;
            default:
                tokens[at] = " " + tokens[other];
                break;
        }
    }
}
