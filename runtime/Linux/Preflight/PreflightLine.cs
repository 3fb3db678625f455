namespace Devmem;

/// <summary>One line of a preflight report.</summary>
/// <param name="Subject">What was looked at, in a word or two.</param>
/// <param name="Verdict">Whether it is in order.</param>
/// <param name="Finding">What was found, in a sentence.</param>
/// <param name="Repair">What to do; empty where there is nothing to do.</param>
public sealed record PreflightLine(string Subject, PreflightVerdict Verdict, string Finding, string Repair = "")
{
    /// <summary>The line as a person reads it.</summary>
    public override string ToString()
    {
        string mark = Verdict switch
        {
            PreflightVerdict.Good => "ok     ",
            PreflightVerdict.Bad => "MISSING",
            PreflightVerdict.Unknown => "unknown",
            _ => "hint   ",
        };
        return $"{mark}  {Subject,-14}  {Finding}{(Repair.Length == 0 ? string.Empty : "\n" + new string(' ', 25) + "-> " + Repair)}";
    }
}
