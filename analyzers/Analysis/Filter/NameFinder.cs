using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Analyzers.Analysis.Filter;

/// <summary>
/// Finds the names of one compilation: from the marked types on, whatever mentions a name that is already there, until nothing is added. It goes by names alone,
/// so that nothing is bound; two things of one name count as one.
/// </summary>
internal sealed class NameFinder
{
    private static readonly ConditionalWeakTable<object, IReadOnlyList<TypeNames>> Assemblies = new();
    private static readonly ConditionalWeakTable<object, IReadOnlyList<TypeNames>> OpenAssemblies = new();

    private static readonly string[] ImportWords = ["extern", "LibraryImport", "LibraryImportAttribute"];

    private readonly Compilation _compilation;
    private readonly Func<INamedTypeSymbol, bool> _isHandle;
    private readonly WordSet _types = new();
    private readonly WordSet _delegates = new();
    private readonly WordSet _markers = new();
    private readonly List<int> _fresh = [];
    private readonly List<IReadOnlyList<TypeNames>> _metadata;
    private readonly List<(SyntaxTree Tree, TreeWords Words)> _files = [];
    private readonly HashSet<(SyntaxTree, int)> _asked = [];
    private List<(SyntaxTree Tree, TreeWords Words)> _others;
    private bool _converts;
    private bool _everything;

    private NameFinder(Compilation compilation, Func<INamedTypeSymbol, bool> isHandle)
    {
        _compilation = compilation;
        _isHandle = isHandle;
        _metadata = [.. Concerned(compilation).Select(assembly => NamesOf(assembly, compilation))];
        _others = [.. compilation.SyntaxTrees.Select(tree => (tree, TreeWords.Of(tree)))];
        foreach (var marker in KnownAttributes.Markers.Select(name => name.Substring(name.LastIndexOf('.') + 1)))
        {
            AddTo(_markers, Words.NumberOf(marker));
            AddTo(_markers, Words.NumberOf(marker.Substring(0, marker.Length - nameof(Attribute).Length)));
        }
    }

    /// <summary>The names of <paramref name="compilation"/>.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="isHandle">Whether a type that has to do with handles is one itself, because of what it owns.</param>
    public static HandleNames Find(Compilation compilation, Func<INamedTypeSymbol, bool> isHandle)
    {
        var finder = new NameFinder(compilation, isHandle);
        while (true)
        {
            finder.Close();
            var names = finder.Collect();
            if (names.Everything || !finder.AddOwners(names))
                return names;
        }
    }

    /// <summary>The referenced assemblies that can mention a marked type: those with a marker, and those that reference them.</summary>
    private static IEnumerable<IAssemblySymbol> Concerned(Compilation compilation)
    {
        var found = new HashSet<string>(KnownAttributes.Markers.SelectMany(marker => compilation.GetTypesByMetadataName(marker)).Select(type => type.ContainingAssembly.Identity.Name));
        var left = compilation.SourceModule.ReferencedAssemblySymbols.ToList();
        var concerned = new List<IAssemblySymbol>();
        for (var grows = true; grows;)
        {
            var next = left.Where(each => found.Contains(each.Identity.Name) || each.Modules.Any(module => module.ReferencedAssemblies.Any(other => found.Contains(other.Name)))).ToList();
            grows = next.Count > 0;
            concerned.AddRange(next);
            found.UnionWith(next.Select(each => each.Identity.Name));
            left.RemoveAll(next.Contains);
        }

        return concerned;
    }

    /// <summary>Names are the assembly's own, whatever it was compiled against: a host that keeps the reference keeps them too.</summary>
    private static IReadOnlyList<TypeNames> NamesOf(IAssemblySymbol assembly, Compilation compilation)
    {
        object key = compilation.GetMetadataReference(assembly) as PortableExecutableReference ?? (object)assembly;
        var internals = assembly.GivesAccessTo(compilation.Assembly);
        return (internals ? OpenAssemblies : Assemblies).GetValue(key, _ => SymbolReader.Read(assembly, internals));
    }

    /// <summary>Adds types until nothing is added.</summary>
    private void Close()
    {
        int Known() => _types.Count + _markers.Count + _delegates.Count + (_converts ? 1 : 0);
        int before;
        do
        {
            before = Known();
            Activate();
            foreach (var type in _metadata.SelectMany(types => types))
                Visit(type);
            foreach (var (_, words) in _files)
            {
                foreach (var alias in words.Declarations.Aliases)
                    Visit(alias);
                foreach (var type in words.Declarations.Types)
                    Visit(type);
            }
        }
        while (Known() > before);
    }

    /// <summary>Files that have none of the names are not looked into.</summary>
    private void Activate()
    {
        _files.AddRange(_others.Where(file => _fresh.Exists(file.Words.Has)));
        _others = [.. _others.Where(file => !_fresh.Exists(file.Words.Has))];
        _fresh.Clear();
    }

    private void AddTo(WordSet set, int word)
    {
        if (set.Add(word))
            _fresh.Add(word);
    }

    private void Visit(Alias alias)
    {
        if (Mentions(alias.Target, _markers))
            AddTo(_markers, alias.Name);
        if (!Mentions(alias.Target, _types))
            return;
        AddTo(_types, alias.Name);
        if (!alias.IsPlain || Mentions(alias.Target, _delegates))
            _delegates.Add(alias.Name);
    }

    private void Visit(TypeNames type)
    {
        if (Mentions(type.Attributes, _markers) || Mentions(type.Bases, _types))
            AddTo(_types, type.Name);
        foreach (var member in MembersOf(type))
        {
            if ((member.Reach == Reach.Named && !member.Converts) || !BringsIn(member))
                continue;
            _converts |= member.Converts;
            _everything |= member.ExtendsAnything;
            if (type.IsDelegate)
                _delegates.Add(type.Name);
            foreach (var receiver in member.Receivers ?? [type.Name])
                AddTo(_types, receiver);
        }
    }

    private IEnumerable<Member> MembersOf(TypeNames type)
    {
        foreach (var signature in type.Signatures)
        {
            if (!Mentions(signature.Words, _types))
                continue;
            foreach (var member in signature.Members)
                yield return member;
        }
    }

    /// <summary>Whether a handle comes in through the member without a handle being there already.</summary>
    private bool BringsIn(Member member) => Mentions(member.Types, _types) || Mentions(member.Arguments, _converts ? _types : _delegates);

    private static bool Mentions(int[] names, WordSet set)
    {
        foreach (var name in names)
        {
            if (set.Contains(name))
                return true;
        }

        return false;
    }

    /// <summary>The names of members, now that the names of types are known.</summary>
    private HandleNames Collect()
    {
        var names = new HandleNames { Everything = _everything || _files.Exists(file => Mentions(file.Words.Declarations.OpenedEverywhere, _types)) };
        foreach (var type in _types.All)
            names.Add(type, Hit.Always);
        CollectRaw(names);
        foreach (var type in _metadata.SelectMany(types => types))
            CollectMembers(type, names);
        foreach (var (tree, words) in _files)
        {
            if (Mentions(words.Declarations.Opened, _types))
                names.Open.Add(tree);
            foreach (var type in words.Declarations.Types)
            {
                CollectInside(type, names);
                CollectMembers(type, names);
            }
        }

        // A file may call by another name what takes a handle.
        var taking = names.All.Where(name => (names.KindOf(name) & Hit.Takes) != 0).ToList();
        var aliases = _files.Concat(_others).Where(file => taking.Exists(file.Words.Has)).SelectMany(file => file.Words.Declarations.Aliases);
        foreach (var alias in aliases.Where(alias => alias.Target.Any(name => (names.KindOf(name) & Hit.Takes) != 0)))
            names.Add(alias.Name, Hit.Takes);
        return names;
    }

    /// <summary>The raw calls by their usual names, and what this compilation calls them.</summary>
    private void CollectRaw(HandleNames names)
    {
        foreach (var name in RawCalls.Names)
            names.Add(Words.NumberOf(name), Hit.Raw);
        foreach (var native in _files.Concat(_others).Where(file => ImportWords.Any(file.Words.Has)).SelectMany(file => file.Words.Declarations.Native))
            names.Add(native, Hit.Raw);
    }

    /// <summary>What brings a handle into the bodies of the type itself.</summary>
    private void CollectInside(TypeNames type, HandleNames names)
    {
        if (Mentions(type.Bases, _types) || Mentions(type.Constraints, _types))
            names.Scopes.Add(type.Name);
        foreach (var (name, _) in type.Captured.Where(each => Mentions(each.Types, _types)))
            names.AddWithin(type.Name, name);
        foreach (var member in MembersOf(type).Where(member => member.Receivers is null && _types.Contains(type.Name) && (BringsIn(member) || Mentions(member.Arguments, _types))))
            names.AddWithin(type.Name, member.Name);
    }

    /// <summary>What brings a handle into other bodies. A member of a type that is among the names needs no name: what it is called on has that type.</summary>
    private void CollectMembers(TypeNames type, HandleNames names)
    {
        foreach (var member in MembersOf(type).Where(member => member.Receivers is not null || !_types.Contains(type.Name)))
        {
            if (BringsIn(member))
                names.Add(member.Name, Hit.Always);
            else if (Mentions(member.Arguments, _types))
                names.Add(member.Name, Hit.Takes);
        }
    }

    /// <summary>Asks of each type that has to do with handles whether it owns one; false: none does that was not known.</summary>
    private bool AddOwners(HandleNames names)
    {
        var before = _types.Count;
        foreach (var (tree, words) in _files)
        {
            var hits = words.HitsOf(names);
            foreach (var type in words.Declarations.Types)
            {
                if (_types.Contains(type.Name) || type.IsDelegate || hits.First(type.Span.Start) == hits.First(type.Span.End) || !_asked.Add((tree, type.Span.Start)))
                    continue;
                AddOwner(tree, type);
            }
        }

        return _types.Count > before;
    }

    // The rule against asking for models is about models that an analyzer makes anew; here the host's own cache answers.
#pragma warning disable RS1030
    private void AddOwner(SyntaxTree tree, TypeNames type)
    {
        var declaration = tree.GetRoot().FindNode(type.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<TypeDeclarationSyntax>(each => each.Span == type.Span);
        for (var symbol = declaration is null ? null : _compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration) as INamedTypeSymbol; symbol is { DeclaringSyntaxReferences.IsEmpty: false }; symbol = symbol.BaseType)
        {
            if (_isHandle(symbol))
                AddTo(_types, Words.NumberOf(symbol.Name));
        }
    }
#pragma warning restore RS1030
}
