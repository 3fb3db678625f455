namespace Devmem.CodeFixes;

/// <summary>The stable names of what the fixes do. With the id of a rule before them they are the equivalence keys.</summary>
public static class FixActions
{
    /// <summary>The variable becomes a `using` declaration.</summary>
    public const string UsingDeclaration = "UsingDeclaration";

    /// <summary>The statements that work with the handle go into a `using` statement.</summary>
    public const string UsingStatement = "UsingStatement";

    /// <summary>The statements that work with the handle go into a `try`, its release into the `finally`.</summary>
    public const string TryFinally = "TryFinally";

    /// <summary>A release before each jump, or at the end of the block, that lacks one.</summary>
    public const string ReleaseOnPaths = "ReleaseOnPaths";

    /// <summary>A release in a `catch` that throws on, where the handle leaves the method otherwise.</summary>
    public const string ReleaseOnException = "ReleaseOnException";

    /// <summary>A release before the variable gets another value.</summary>
    public const string ReleaseBeforeOverwrite = "ReleaseBeforeOverwrite";

    /// <summary>A result that nobody keeps is released at once.</summary>
    public const string ReleaseResult = "ReleaseResult";

    /// <summary>A result that is only used inside of an expression gets a `using` variable.</summary>
    public const string KeepInVariable = "KeepInVariable";

    /// <summary>What is left in a local collection is released before it ends.</summary>
    public const string ReleaseElements = "ReleaseElements";

    /// <summary>A release that comes too often goes.</summary>
    public const string RemoveRelease = "RemoveRelease";

    /// <summary>A release that comes too early goes behind the last use.</summary>
    public const string MoveRelease = "MoveRelease";

    /// <summary>What is inside ends first.</summary>
    public const string EndInOrder = "EndInOrder";

    /// <summary>A token is released through the socket that received it.</summary>
    public const string ReleaseThroughReceiver = "ReleaseThroughReceiver";

    /// <summary>A binding gets the mode of the others.</summary>
    public const string UseOtherMode = "UseOtherMode";

    /// <summary>A binding says that it is in mode `Off`.</summary>
    public const string WriteOff = "WriteOff";

    /// <summary>A binding says that it is in mode `On`.</summary>
    public const string WriteOn = "WriteOn";

    /// <summary>A send is waited for before its memory is written, or its sender closed.</summary>
    public const string WaitFirst = "WaitFirst";

    /// <summary>A release method releases a member, too; it is added where there is none.</summary>
    public const string ReleaseMember = "ReleaseMember";

    /// <summary>A member's content is released before the member gets another.</summary>
    public const string ReleaseBeforeReplacing = "ReleaseBeforeReplacing";

    /// <summary>A parameter or member says that it only borrows.</summary>
    public const string WriteNotOwning = "WriteNotOwning";

    /// <summary>A parameter or member says that it owns.</summary>
    public const string WriteOwning = "WriteOwning";

    /// <summary>A parameter says that it is released.</summary>
    public const string WriteReleases = "WriteReleases";

    /// <summary>An attribute that does not hold goes.</summary>
    public const string RemoveContract = "RemoveContract";

    /// <summary>The equivalence key of an action for a rule: `DEVMEM001:UsingDeclaration`.</summary>
    public static string Key(string ruleId, string action) => ruleId + ":" + action;
}
