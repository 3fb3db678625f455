using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.Analyzers.Analysis.Filter;

/// <summary>
/// Steps through the words of a text: whatever could be an identifier, in comments and strings too. A word is a number made of its characters; that two
/// words share one costs a look, never a finding. No token is made and no string: this is what a body costs that has nothing to do with handles.
/// </summary>
internal ref struct Words
{
    private const int Seed = unchecked((int)2166136261);
    private const int Prime = 16777619;
    private const byte Other = 0;
    private const byte Letter = 1;
    private const byte Backslash = 2;
    private static readonly byte[] Kinds = KindsOfAscii();

    private readonly char[] _text;
    private readonly int _length;
    private int _position;

    private Words(char[] text, int start, int end)
    {
        _text = text;
        _position = start;
        _length = end;
    }

    /// <summary>The number of the word.</summary>
    public int Current { get; private set; }

    /// <summary>Where the word begins.</summary>
    public int Start { get; private set; }

    /// <summary>The words of a part of <paramref name="text"/>.</summary>
    public static Words Of(char[] text, int end, int start = 0) => new(text, start, end);

    /// <summary>The number of an identifier, as the compiler reads it.</summary>
    public static int NumberOf(string identifier)
    {
        var number = Seed;
        foreach (var letter in identifier)
            number = (number ^ letter) * Prime;
        return number;
    }

    /// <summary>Copies the characters of <paramref name="text"/> into <paramref name="buffer"/>, which grows where it is too small.</summary>
    public static void Copy(SourceText text, ref char[] buffer)
    {
        if (buffer.Length < text.Length)
            buffer = new char[Math.Max(text.Length, 2 * buffer.Length)];
        text.CopyTo(0, buffer, 0, text.Length);
    }

    /// <summary>Goes to the next word; false: there is none.</summary>
    [MethodImpl(Hot.Loop)]
    public bool MoveNext()
    {
        var (text, kinds, length, position) = (_text, Kinds, _length, _position);
        while (position < length && (text[position] < 128 ? kinds[text[position]] : Letter) != Letter && !IsEscape(position))
            position++;
        if (position >= length)
            return false;
        Start = position;
        var number = Seed;
        for (; position < length; position++)
        {
            int letter = text[position];
            if (letter < 128 && kinds[letter] == Letter)
                number = (number ^ letter) * Prime;
            else if (letter < 128 && kinds[letter] == Other)
                break;
            else if (!AddUnusual(ref position, ref number))
                break;
        }

        _position = position;
        Current = number;
        return true;
    }

    /// <summary>A character beyond ASCII, or an escape; false: it is no part of a word.</summary>
    private readonly bool AddUnusual(ref int position, ref int number)
    {
        var letter = _text[position];
        if (letter >= 128)
            number = IsIgnored(letter) ? number : (number ^ letter) * Prime;
        else if (IsEscape(position))
            position = AddEscape(position, ref number);
        else
            return false;
        return true;
    }

    /// <summary>Whether the word before this position is followed by an opening parenthesis.</summary>
    public readonly bool IsBeforeParenthesis()
    {
        var position = _position;
        while (position < _length && char.IsWhiteSpace(_text[position]))
            position++;
        return position < _length && _text[position] == '(';
    }

    /// <summary>The compiler leaves formatting characters out of the value of an identifier.</summary>
    private static bool IsIgnored(char letter) => CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.Format;

    private readonly bool IsEscape(int position) => _text[position] == '\\' && Escaped(position) >= 0;

    /// <summary>The value of `\uXXXX` or `\UXXXXXXXX`, or -1.</summary>
    private readonly int Escaped(int position)
    {
        if (position + 1 >= _length || _text[position + 1] is not ('u' or 'U'))
            return -1;
        var digits = _text[position + 1] == 'u' ? 4 : 8;
        if (position + 1 + digits >= _length)
            return -1;
        var value = 0;
        for (var i = position + 2; i < position + 2 + digits; i++)
        {
            var digit = _text[i] switch { >= '0' and <= '9' => _text[i] - '0', >= 'a' and <= 'f' => _text[i] - 'a' + 10, >= 'A' and <= 'F' => _text[i] - 'A' + 10, _ => -1 };
            if (digit < 0)
                return -1;
            value = (value << 4) | digit;
        }

        return value;
    }

    private readonly int AddEscape(int position, ref int number)
    {
        var value = Escaped(position);
        if (value > char.MaxValue && value <= 0x10FFFF)
        {
            var pair = char.ConvertFromUtf32(value);
            number = (((number ^ pair[0]) * Prime) ^ pair[1]) * Prime;
        }
        else if (!IsIgnored((char)value))
        {
            number = (number ^ (char)value) * Prime;
        }

        return position + (_text[position + 1] == 'u' ? 5 : 9);
    }

    private static byte[] KindsOfAscii()
    {
        var kinds = new byte[128];
        for (var i = 0; i < kinds.Length; i++)
            kinds[i] = i == '\\' ? Backslash : char.IsLetterOrDigit((char)i) || i == '_' ? Letter : Other;
        return kinds;
    }
}

/// <summary>What is said to the just-in-time compiler.</summary>
internal static class Hot
{
    /// <summary>
    /// To compile well at once: a compiler process is short, and a loop over every character of a program would be over before it is found to be worth it.
    /// The value is `AggressiveOptimization`, which this target has no name for.
    /// </summary>
    public const MethodImplOptions Loop = (MethodImplOptions)512;
}
