using Devmem.Analyzers.Flow;

namespace Devmem.Flow.Tests.Oracle;

internal sealed partial class Generator
{
    private const int MostDepth = 3;

    /// <summary>Puts a place with the truth of something into a branch.</summary>
    private int Condition()
    {
        var condition = _tape.Pick(Conditions);
        switch (_tape.Next(4))
        {
            case 0:
                return _tape.Pick(References);
            case 1:
                Say(new Compare(Origin(), condition, _tape.Pick(References), _tape.Chance(2) ? Relation.Equal : Relation.NotEqual, 0));
                return condition;
            case 2 when Has(Features.Numbers):
                Say(new Compare(Origin(), condition, _tape.Pick(Numbers), (Relation)_tape.Next(6), _tape.Next(2)));
                return condition;
            case 3 when Has(Features.Numbers):
                return _tape.Pick(Numbers);
            default:
                Say(new AssignUnknown(Origin(), condition, 0, 1));
                return condition;
        }
    }

    private void Body()
    {
        _depth++;
        for (var count = 1 + _tape.Next(4); count > 0; count--)
            Statement();
        _depth--;
    }

    private void If()
    {
        if (_depth >= MostDepth)
            return;
        var condition = Condition();
        var (whenTrue, whenFalse, after) = (NewBlock(), NewBlock(), NewBlock());
        End(new Branch(Origin(), condition, whenTrue, whenFalse));
        _current = whenTrue;
        Body();
        Enter(after);
        _current = whenFalse;
        if (_tape.Chance(2))
            Body();
        Enter(after);
    }

    private void Loop()
    {
        if (_depth >= MostDepth)
            return;
        var (head, body, after) = (NewBlock(), NewBlock(), NewBlock());
        Enter(head);
        if (_tape.Chance(2))
            End(new Choice(Origin(), [body, after]));
        else
            End(new Branch(Origin(), Condition(), body, after));
        _current = body;
        Body();
        Enter(head);
        _current = after;
    }

    private void Try()
    {
        if (_depth >= MostDepth)
            return;
        var (handler, after) = (NewBlock(), NewBlock());
        _handlers.Push(handler);
        Body();
        MayThrow();
        _handlers.Pop();
        Enter(after);
        _current = handler;
        Body();
        if (_tape.Chance(3))
            Enter(_handlers.Peek());
        else
            Enter(after);
        _current = after;
    }

    /// <summary>A container is either used so that its elements are known one by one, or so that they are not.</summary>
    private void Container()
    {
        var bulk = !Has(Features.Containers) || (Has(Features.Bulk) && _tape.Chance(2));
        var container = Containers[bulk ? 1 : 0];
        switch (_tape.Next(12))
        {
            case 10:
                Drop(container, bulk);
                break;
            case 11:
                Slice(container);
                break;
            case 0 or 1:
                Say(new Acquire(Origin(), container, 4 + (bulk ? 1 : 0)));
                break;
            case 2 or 3 or 4:
                Say(new Put(Origin(), container, _tape.Chance(12) ? _tape.Pick(Containers) : _tape.Pick(References), bulk ? ElementKind.Anywhere : ElementKind.Back));
                break;
            case 5:
                Say(new Take(Origin(), _tape.Pick(References), container, bulk ? ElementKind.Anywhere : _tape.Chance(2) ? ElementKind.Front : ElementKind.Back, _tape.Pick(OwnedSites)));
                break;
            case 6:
                ElementByIndex(container, bulk);
                break;
            case 7:
                ForEach(container);
                break;
            case 8:
                Say(_tape.Next(3) switch
                {
                    0 => new Release(Origin(), container, Strict: true),
                    1 => new Cursor(Origin(), container, CursorStep.Clear),
                    _ => new Transfer(Origin(), container, _tape.Pick(Transfers)),
                });
                break;
            default:
                Drain(container, bulk);
                break;
        }
    }

    private void Drop(int container, bool bulk)
    {
        if (_tape.Chance(2))
            Say(new Drop(Origin(), container, _tape.Pick(References), ElementKind.Anywhere));
        else if (!bulk)
            Say(new Drop(Origin(), container, -1, _tape.Chance(2) ? ElementKind.Front : ElementKind.Back));
    }

    /// <summary>Some of the elements under another name, which ends with what is done to them.</summary>
    private void Slice(int container)
    {
        var low = _tape.Next(3);
        Say(new Slice(Origin(), Part, container, low, _tape.Chance(2) ? int.MaxValue : low + _tape.Next(3), 7));
        if (_tape.Chance(2))
            Say(new Release(Origin(), Part, Strict: true));
        else
            Say(new Peek(Origin(), _tape.Pick(References), Part, ElementKind.Front));
        if (_tape.Chance(2))
            Body();
        Say(new Kill(Origin(), PlaceSet.Of(Part), LeakExit.ScopeEnd));
    }

    private void ElementByIndex(int container, bool bulk)
    {
        const int index = LiteralIndex;
        if (bulk)
        {
            Say(new Peek(Origin(), _tape.Pick(References), container, ElementKind.Anywhere) { Site = _tape.Chance(2) ? 8 : -1, MayBeNothing = _tape.Chance(2) });
            return;
        }

        Say(new AssignConstant(Origin(), index, _tape.Next(3)));
        if (_tape.Chance(2))
            Say(new Peek(Origin(), _tape.Pick(References), container, ElementKind.AtIndex, index));
        else
            Say(new Put(Origin(), container, _tape.Pick(References), ElementKind.AtIndex, index));
    }

    /// <summary>An array: its elements have indexes, known or not, and those that nobody wrote are null.</summary>
    private void ArrayStep()
    {
        var index = Has(Features.Numbers) && _tape.Chance(3) ? UnknownIndex : LiteralIndex;
        switch (_tape.Next(8))
        {
            case 0 or 1:
                Say(new Acquire(Origin(), Array, 6));
                break;
            case 2 or 3 or 4:
                Say(index == UnknownIndex ? new AssignUnknown(Origin(), index, 0, 2) : new AssignConstant(Origin(), index, _tape.Next(3)));
                Say(new Put(Origin(), Array, _tape.Pick(References), ElementKind.AtIndex, index));
                break;
            case 5:
                Say(index == UnknownIndex ? new AssignUnknown(Origin(), index, 0, 2) : new AssignConstant(Origin(), index, _tape.Next(3)));
                Say(new Peek(Origin(), _tape.Pick(References), Array, ElementKind.AtIndex, index));
                break;
            case 6:
                Say(new Release(Origin(), Array, Strict: true));
                break;
            default:
                ForEach(Array);
                break;
        }
    }

    private void ForEach(int container)
    {
        if (_depth >= MostDepth)
            return;
        var (head, next, end, after) = (NewBlock(), NewBlock(), NewBlock(), NewBlock());
        Say(new Cursor(Origin(), container, CursorStep.Start));
        Enter(head);
        End(new Choice(Origin(), [next, end]));
        _current = next;
        Say(new Cursor(Origin(), container, CursorStep.Next));
        var element = _tape.Pick(References);
        Say(new Peek(Origin(), element, container, ElementKind.AtCursor));
        if (_tape.Chance(2))
            Say(new Release(Origin(), element, Strict: true));
        if (_tape.Chance(6))
            Say(new Put(Origin(), container, _tape.Pick(References), ElementKind.AtCursor));
        else if (_tape.Chance(6))
            Say(new Drop(Origin(), container, -1, ElementKind.AtCursor));
        if (_tape.Chance(2))
            Body();
        if (_tape.Chance(4))
            End(new Choice(Origin(), [after, head]));
        Enter(head);
        _current = end;
        Say(new Cursor(Origin(), container, CursorStep.End));
        Enter(after);
    }

    private void Drain(int container, bool bulk)
    {
        if (_depth >= MostDepth)
            return;
        var (head, body, after) = (NewBlock(), NewBlock(), NewBlock());
        var condition = Conditions[0];
        var element = _tape.Pick(References);
        Enter(head);
        var isEmpty = _tape.Chance(3);
        Say(new ReadMember(Origin(), condition, container, isEmpty ? 3 : 2));
        End(isEmpty ? new Branch(Origin(), condition, after, body) : new Branch(Origin(), condition, body, after));
        _current = body;
        Say(new Take(Origin(), element, container, bulk ? ElementKind.Anywhere : ElementKind.Front, _tape.Pick(OwnedSites)));
        if (_tape.Chance(2))
            Say(new Release(Origin(), element, Strict: true));
        if (_tape.Chance(3))
            Body();
        Enter(head);
        _current = after;
    }
}
