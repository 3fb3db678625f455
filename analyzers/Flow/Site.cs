namespace Devmem.Analyzers.Flow;

/// <summary>A place in the code where a resource comes into being, or into view.</summary>
public sealed class Site
{
    /// <summary>Makes the site with this number.</summary>
    public Site(int id, int origin, SiteKind kind, int firstElement = -1, bool isArray = false)
    {
        IsArray = isArray;
        Id = id;
        Origin = origin;
        Kind = kind;
        FirstElement = firstElement;
    }

    /// <summary>The number of element places that a container has; see <see cref="FirstElement"/>.</summary>
    public const int ElementPlaces = IndexedElements + 3;

    /// <summary>How many elements of a container are known one by one.</summary>
    public const int IndexedElements = 8;

    /// <summary>Of a container: whether it is made with all its elements, which hold nothing yet, instead of with none.</summary>
    public bool IsArray { get; }

    /// <summary>The number of the site, its index in <see cref="FlowProgram.Sites"/>.</summary>
    public int Id { get; }

    /// <summary>Where it stands in the source, a number that whoever made the program can translate.</summary>
    public int Origin { get; }

    /// <summary>What is made there.</summary>
    public SiteKind Kind { get; }

    /// <summary>
    /// Of a container: the first of its element places. <see cref="IndexedElements"/> places for elements with a known index come first,
    /// then <see cref="Rest"/>, <see cref="Current"/> and <see cref="Visited"/>.
    /// </summary>
    public int FirstElement { get; }

    /// <summary>Elements of unknown index that the running enumeration, if any, has not reached.</summary>
    public int Rest => FirstElement + IndexedElements;

    /// <summary>The element that the running enumeration stands on.</summary>
    public int Current => FirstElement + IndexedElements + 1;

    /// <summary>Elements that the running enumeration has passed.</summary>
    public int Visited => FirstElement + IndexedElements + 2;
}

/// <summary>What a site brings.</summary>
public enum SiteKind
{
    /// <summary>A resource that this body must release.</summary>
    Owned,

    /// <summary>A resource that somebody else must release: a parameter, a field's content.</summary>
    Borrowed,

    /// <summary>The same, and this body promised not to end it.</summary>
    Lent,

    /// <summary>An array or a collection: owes nothing itself, but holds what is put into it.</summary>
    Container,
}
