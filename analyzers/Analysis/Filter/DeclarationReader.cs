using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.Analyzers.Analysis.Filter;

/// <summary>Reads what a file declares from its syntax; no body is looked at and nothing is bound.</summary>
internal sealed class DeclarationReader
{
    private static readonly HashSet<string> ImplicitNames =
    [
        "GetEnumerator", "GetAsyncEnumerator", "Current", "Deconstruct", "GetAwaiter", "GetResult", "Slice", "Add", "GetPinnableReference", "Invoke",
        "Select", "SelectMany", "Where", "Join", "GroupJoin", "GroupBy", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Cast",
    ];

    private readonly List<TypeNames> _types = [];
    private readonly List<Alias> _aliases = [];
    private readonly List<int> _opened = [];
    private readonly List<int> _openedEverywhere = [];
    private readonly List<int> _native = [];
    private readonly SyntaxTree _tree;
    private readonly char[] _text;

    private DeclarationReader(SyntaxTree tree, char[] text)
    {
        _tree = tree;
        _text = text;
    }

    /// <summary>Whether the language uses a member of this name where nobody writes it.</summary>
    public static bool IsImplicit(string name) => ImplicitNames.Contains(name);

    /// <summary>What <paramref name="tree"/> declares.</summary>
    /// <param name="tree">The file.</param>
    /// <param name="text">Its characters.</param>
    public static FileNames Read(SyntaxTree tree, char[] text)
    {
        var reader = new DeclarationReader(tree, text);
        if (tree.GetRoot() is CompilationUnitSyntax file)
        {
            reader.ReadUsings(file.Usings);
            reader.ReadMembers(file.Members);
        }

        return new FileNames(reader._types, reader._aliases, [.. reader._opened], [.. reader._openedEverywhere], [.. reader._native]);
    }

    private void ReadMembers(SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (var member in members)
        {
            if (member is BaseNamespaceDeclarationSyntax space)
            {
                ReadUsings(space.Usings);
                ReadMembers(space.Members);
            }
            else if (member is TypeDeclarationSyntax or DelegateDeclarationSyntax)
            {
                ReadType(member);
            }
        }
    }

    private void ReadUsings(SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (var directive in usings)
        {
            if (directive.Alias is { } alias)
                _aliases.Add(new Alias(Number(alias.Name.Identifier), NamesIn(directive.NamespaceOrType), directive.NamespaceOrType is NameSyntax and not GenericNameSyntax));
            else if (directive.StaticKeyword.RawKind != 0)
                (directive.GlobalKeyword.RawKind != 0 ? _openedEverywhere : _opened).AddRange(NamesIn(directive.NamespaceOrType));
        }
    }

    private void ReadType(MemberDeclarationSyntax declaration)
    {
        if (declaration is DelegateDeclarationSyntax invoked)
        {
            _types.Add(new TypeNames(Number(invoked.Identifier), [], [], [], [Later(invoked, invoked.Span)]) { IsDelegate = true, Span = invoked.Span });
            return;
        }

        var type = (TypeDeclarationSyntax)declaration;
        var signatures = new List<Signature>();
        foreach (var member in type.Members)
        {
            if (member is DelegateDeclarationSyntax || IsType(member))
                ReadType(member);
            else
                signatures.Add(Later(member, HeadOf(member)));
            if (member is MethodDeclarationSyntax { Body: null, ExpressionBody: null } imported && imported.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.ExternKeyword or SyntaxKind.PartialKeyword))
                _native.Add(Number(imported.Identifier));
        }

        if (type.ParameterList is { } list)
            signatures.Add(Later(type, list.Span));
        _types.Add(new TypeNames(Number(type.Identifier), NamesIn(type.BaseList), ConstraintsOf(type.ConstraintClauses), AttributesOf(type), signatures)
        {
            Span = type.Span,
            Captured = type.ParameterList?.Parameters.Select(parameter => (Number(parameter.Identifier), NamesIn(parameter.Type))).ToArray() ?? [],
        });
    }

    /// <summary>Whether it is a block of extensions, which this compiler's library has no class for yet.</summary>
    public static bool IsExtension(TypeDeclarationSyntax type) => !IsType(type);

    private static bool IsType(MemberDeclarationSyntax member) => member is ClassDeclarationSyntax or StructDeclarationSyntax or InterfaceDeclarationSyntax or RecordDeclarationSyntax;

    /// <summary>Where the signature of a member stands, and more where that is hard to tell.</summary>
    private static TextSpan HeadOf(MemberDeclarationSyntax member)
    {
        SyntaxNode? body = member switch
        {
            BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
            PropertyDeclarationSyntax property => (SyntaxNode?)property.AccessorList ?? property.ExpressionBody,
            BasePropertyDeclarationSyntax property => property.AccessorList,
            _ => null,
        };
        return body is null ? member.Span : TextSpan.FromBounds(member.SpanStart, body.SpanStart);
    }

    /// <summary>The members of a declaration, to be read from its syntax when a word of its head matters. The syntax itself is not kept.</summary>
    private Signature Later(MemberDeclarationSyntax declaration, TextSpan head)
    {
        var (tree, span) = (_tree, declaration.Span);
        var found = new List<int>();
        var words = Words.Of(_text, head.End, head.Start);
        while (words.MoveNext())
            found.Add(words.Current);
        return new Signature([.. found], () => MembersOf(tree.GetRoot().FindNode(span, getInnermostNodeForTie: true).AncestorsAndSelf().OfType<MemberDeclarationSyntax>().First(each => each.Span == span)));
    }

    private static List<Member> MembersOf(MemberDeclarationSyntax declaration)
    {
        var members = new List<Member>();
        if (declaration is DelegateDeclarationSyntax invoked)
            members.Add(new Member(0, Reach.Implicit, [.. NamesIn(invoked.ReturnType), .. NamesIn(invoked.ParameterList)], []));
        else if (declaration is TypeDeclarationSyntax type && IsType(type))
            ReadPrimary(type, members);
        else
            Read(declaration, members, null);
        return members;
    }

    private static int[] AttributesOf(TypeDeclarationSyntax type) => [.. type.AttributeLists.SelectMany(list => list.Attributes).SelectMany(each => NamesIn(each.Name))];

    private static void ReadPrimary(TypeDeclarationSyntax type, List<Member> members)
    {
        if (type.ParameterList is not { } list)
            return;
        members.Add(SignatureOf(Number(type.Identifier), Reach.Constructor, [], list));
        if (type is not RecordDeclarationSyntax)
            return;

        // The parameters of a record are properties, and what a deconstruction gives.
        members.AddRange(list.Parameters.Select(parameter => new Member(Number(parameter.Identifier), Reach.Named, NamesIn(parameter.Type), [])));
        members.Add(new Member(0, Reach.Implicit, NamesIn(list), []));
    }

    private static void Read(MemberDeclarationSyntax declaration, List<Member> members, TypeDeclarationSyntax? extension)
    {
        switch (declaration)
        {
            case TypeDeclarationSyntax block:
                // The members of a block of extensions are those of the type around it.
                foreach (var member in block.Members)
                    Read(member, members, block);
                break;
            case BaseFieldDeclarationSyntax field:
                members.AddRange(field.Declaration.Variables.Select(variable => new Member(Number(variable.Identifier), Reach.Named, NamesIn(field.Declaration.Type), [])));
                break;
            case MethodDeclarationSyntax method:
                members.Add(Extending(Method(method), extension, method));
                break;
            case ConstructorDeclarationSyntax constructor:
                members.Add(SignatureOf(Number(constructor.Identifier), Reach.Constructor, [], constructor.ParameterList));
                break;
            case BaseMethodDeclarationSyntax operation:
                members.Add(Extending(Operator(operation), extension, null));
                break;
            case IndexerDeclarationSyntax indexer:
                members.Add(Extending(SignatureOf(0, Reach.Implicit, NamesIn(indexer.Type), indexer.ParameterList), extension, null));
                break;
            case BasePropertyDeclarationSyntax property:
                var name = property switch { PropertyDeclarationSyntax each => each.Identifier, EventDeclarationSyntax each => each.Identifier, _ => default };
                members.Add(Extending(new Member(Number(name), ReachOf(name), NamesIn(property.Type), []), extension, null));
                break;
        }
    }

    private static Member Method(MethodDeclarationSyntax method)
    {
        var signature = SignatureOf(Number(method.Identifier), ReachOf(method.Identifier), NamesIn(method.ReturnType), method.ParameterList);
        return signature with { Types = [.. signature.Types, .. ConstraintsOf(method.ConstraintClauses)] };
    }

    private static Member Operator(BaseMethodDeclarationSyntax operation)
    {
        var result = operation switch { ConversionOperatorDeclarationSyntax conversion => conversion.Type, OperatorDeclarationSyntax each => each.ReturnType, _ => null };
        var converts = operation is ConversionOperatorDeclarationSyntax { ImplicitOrExplicitKeyword.RawKind: (int)SyntaxKind.ImplicitKeyword };
        return new Member(0, Reach.Implicit, [.. NamesIn(result), .. NamesIn(operation.ParameterList)], []) { Converts = converts };
    }

    /// <summary>Says whose member an extension is.</summary>
    private static Member Extending(Member member, TypeDeclarationSyntax? block, MethodDeclarationSyntax? method)
    {
        var first = method?.ParameterList.Parameters.FirstOrDefault();
        var receiver = block is not null ? block.ParameterList?.Parameters.FirstOrDefault()?.Type : first is not null && first.Modifiers.Any(SyntaxKind.ThisKeyword) ? first.Type : null;
        if (receiver is null && block is null)
            return member;
        var parameters = (block?.TypeParameterList ?? method?.TypeParameterList)?.Parameters.Select(parameter => Number(parameter.Identifier)).ToArray() ?? [];
        var names = NamesIn(receiver);
        return member with { Receivers = names, ExtendsAnything = names.Length == 0 || names.Any(parameters.Contains) };
    }

    private static Member SignatureOf(int name, Reach reach, int[] result, BaseParameterListSyntax parameters)
    {
        var types = new List<int>(result);
        var arguments = new List<int>();
        foreach (var parameter in parameters.Parameters)
        {
            var names = NamesIn(parameter.Type);
            var plain = IsPlain(parameter) ? 1 : 0;
            types.AddRange(names.Take(names.Length - plain));
            arguments.AddRange(names.Skip(names.Length - plain));
        }

        return new Member(name, reach, [.. types], [.. arguments]);
    }

    /// <summary>Whether a value is passed, of a type that is written by its name alone.</summary>
    private static bool IsPlain(ParameterSyntax parameter)
    {
        var type = parameter.Type is NullableTypeSyntax nullable ? nullable.ElementType : parameter.Type;
        return !parameter.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword or SyntaxKind.InKeyword or SyntaxKind.ParamsKeyword)
            && type is IdentifierNameSyntax or QualifiedNameSyntax { Right: IdentifierNameSyntax } or AliasQualifiedNameSyntax { Name: IdentifierNameSyntax };
    }

    private static Reach ReachOf(SyntaxToken name) => ImplicitNames.Contains(name.ValueText) ? Reach.Implicit : Reach.Named;

    private static int[] ConstraintsOf(SyntaxList<TypeParameterConstraintClauseSyntax> clauses) => [.. clauses.SelectMany(clause => clause.Constraints).SelectMany(NamesIn)];

    private static int Number(SyntaxToken identifier) => Words.NumberOf(identifier.ValueText);

    private static int[] NamesIn(SyntaxNode? node) => node switch
    {
        null or PredefinedTypeSyntax => [],
        IdentifierNameSyntax name => [Number(name.Identifier)],
        _ => [.. node.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(Number)],
    };
}
