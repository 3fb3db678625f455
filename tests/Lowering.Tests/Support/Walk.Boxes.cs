using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Devmem.Analyzers.Flow;

namespace Devmem.Lowering.Tests.Support;

/// <summary>Steps on containers. One that comes from elsewhere holds anything.</summary>
internal sealed partial class Walk
{
    private void StepOnBox(Position position, Op op)
    {
        switch (op)
        {
            case Put put:
                GoOn(position.At(put.Container) is Box box ? Filled(position, box, position.At(put.Source)) : Ended(position, position.At(put.Source), "store"));
                break;
            case PutAll all:
                GoOn(position.At(all.Container) is Box into && position.At(all.Source) is Box from
                    ? position.Boxes[from.Id].Items.Aggregate(position, (each, item) => Filled(each, into, item)) : Ended(position, position.At(all.Source), "store"));
                break;
            case Peek peek:
                foreach (var (item, way) in Chosen(position, position.At(peek.Container), peek.Where, peek.Index))
                    GoOn(item is null ? way.SetUnknown(peek.Target) : way.Set(peek.Target, item));
                break;
            case Take take:
                foreach (var (item, way) in Chosen(position, position.At(take.Container), take.Where, -1))
                    GoOn(item is null ? Born(way, take.Target, body.Program.Sites[take.Site]) : Emptied(way.Set(take.Target, item), (Box)way.At(take.Container), item));
                break;
            case Absent:
                // The walk tells no keys apart: any element may be the one that is not there.
                GoOn(position);
                break;
            case Slice slice:
                var part = Acquired(position, new Acquire(slice.Origin, slice.Target, slice.Site));
                GoOn(position.At(slice.Source) is Box whole
                    ? position.Boxes[whole.Id].Items.Skip(slice.Low).Take(slice.High - slice.Low).Aggregate(part, (each, item) => Filled(each, (Box)part.At(slice.Target), item)) : part);
                break;
            case Cursor cursor:
                Move(position, cursor);
                break;
            default:
                Assert.Fail($"The walk does not know '{op}'.");
                break;
        }
    }

    private static Position Filled(Position position, Box box, Held item)
    {
        var contents = position.Boxes[box.Id];
        return position with { Boxes = position.Boxes.SetItem(box.Id, contents with { Items = contents.Items.Add(item) }) };
    }

    private static Position Emptied(Position position, Box box, Held item)
    {
        var contents = position.Boxes[box.Id];
        return position with { Boxes = position.Boxes.SetItem(box.Id, contents with { Items = contents.Items.Remove(item) }) };
    }

    /// <summary>The elements that may be meant; null stands for one that was there before.</summary>
    private static IEnumerable<(Held? Item, Position Way)> Chosen(Position position, Held container, ElementKind where, int index)
    {
        if (container is not Box box)
            return [(null, position)];
        var (items, at) = position.Boxes[box.Id];
        ImmutableList<Held> chosen = where switch
        {
            ElementKind.Front => items.Take(1).ToImmutableList(),
            ElementKind.Back => items.TakeLast(1).ToImmutableList(),
            ElementKind.AtCursor => items.Skip(at).Take(1).ToImmutableList(),
            ElementKind.AtIndex when position.At(index) is Number number => items.Skip((int)number.Value).Take(1).ToImmutableList(),
            _ => items,
        };
        return chosen.Select(item => ((Held?)item, position));
    }

    private void Move(Position position, Cursor cursor)
    {
        if (position.At(cursor.Container) is not Box box)
        {
            GoOn(position);
            return;
        }

        var contents = position.Boxes[box.Id];
        var moved = cursor.Step switch
        {
            CursorStep.Start => contents with { At = -1 },
            CursorStep.Next => contents with { At = contents.At + 1 },
            CursorStep.Clear => contents with { Items = [] },
            _ => contents,
        };
        var isPossible = cursor.Step switch
        {
            CursorStep.Next => moved.At < contents.Items.Count,
            CursorStep.End => contents.At + 1 >= contents.Items.Count,
            CursorStep.Empty => contents.Items.Count == 0,
            _ => true,
        };
        if (isPossible)
            GoOn(position with { Boxes = position.Boxes.SetItem(box.Id, moved) });
    }
}
