namespace Devmem.Conformance.Generating;

/// <summary>A handle of a story: what it is, how one gets it, and on what it hangs.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">The variable.</param>
/// <param name="Acquire">The expression that acquires it.</param>
/// <param name="End">The method that ends it, and throws nothing of it away.</param>
/// <param name="Parent">What must end after it.</param>
internal sealed record Thing(string Type, string Name, string Acquire, string End, Thing? Parent)
{
    public bool IsStruct => Type == "DevmemToken";

    /// <summary>The statement that ends it.</summary>
    public string Ending => $"{Name}.{End}();";

    /// <summary>The socket that it came through.</summary>
    public Thing? Socket => Type == "DevmemSocket" ? this : Parent?.Socket;
}
