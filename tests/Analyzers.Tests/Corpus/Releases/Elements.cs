//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using Devmem;

/// <summary>What was taken or borrowed out of a collection is released once, too.</summary>
internal static class Elements
{
    static void Borrowed_in_a_walk_and_released_twice(IEnumerable<FragmentBatch> batches)
    {
        foreach (FragmentBatch batch in batches)
        {
            batch.Release();
            batch.Release(); //! DEVMEM006
        }
    }

    static void Borrowed_in_a_walk_and_released_once(IEnumerable<FragmentBatch> batches)
    {
        foreach (FragmentBatch batch in batches)
            batch.Release();
    }

    static void Borrowed_in_a_walk_and_used_after_release(List<FragmentBatch> batches)
    {
        foreach (FragmentBatch batch in batches)
        {
            batch.Release();
            _ = batch.Count; //! DEVMEM005
        }
    }

    static void Borrowed_in_a_walk_over_an_array(FragmentBatch[] batches)
    {
        foreach (FragmentBatch batch in batches)
        {
            if (batch.Count == 0)
                continue;
            batch.Release();
            batch.Release(); //! DEVMEM006
        }
    }

    static void Borrowed_in_a_walk_over_a_map(Dictionary<int, FragmentBatch> batches)
    {
        foreach ((int key, FragmentBatch batch) in batches)
        {
            batch.Release();
            batch.Release(); //! DEVMEM006
        }
    }

    static void Borrowed_in_a_nested_walk(List<List<FragmentBatch>> all)
    {
        foreach (List<FragmentBatch> part in all)
        {
            foreach (FragmentBatch batch in part)
            {
                batch.Release();
                batch.Release(); //! DEVMEM006
            }
        }
    }

    static void Taken_and_released_twice(Queue<FragmentBatch> queue)
    {
        while (queue.TryDequeue(out FragmentBatch? batch))
        {
            batch.Release();
            batch.Release(); //! DEVMEM006
        }
    }

    static void Taken_in_a_finally_and_released_twice(Queue<FragmentBatch> queue, Action work)
    {
        try
        {
            work();
        }
        finally
        {
            while (queue.TryDequeue(out FragmentBatch? batch))
            {
                batch.Release();
                batch.Release(); //! DEVMEM006
            }
        }
    }

    static void Taken_and_used_after_release(Stack<FragmentBatch> stack)
    {
        FragmentBatch batch = stack.Pop();
        batch.Release();
        _ = batch.LinearBytes; //! DEVMEM005
    }

    static void Peeked_and_used_after_release(Queue<FragmentBatch> queue)
    {
        FragmentBatch batch = queue.Peek();
        batch.Release();
        _ = batch.Count; //! DEVMEM005
    }

    static void Looked_up_and_released_twice(Dictionary<int, FragmentBatch> map)
    {
        if (map.TryGetValue(3, out FragmentBatch? batch))
        {
            batch.Release();
            batch.Release(); //! DEVMEM006
        }
    }

    static void Only_element_by_a_list_pattern(FragmentBatch[] batches)
    {
        if (batches is [var only])
        {
            only.Release();
            only.Release(); //! DEVMEM006
        }
    }

    static void Element_by_index_in_a_local(List<FragmentBatch> batches)
    {
        FragmentBatch first = batches[0];
        first.Release();
        first.Release(); //! DEVMEM006
    }

    static void Two_elements_by_index(List<FragmentBatch> batches)
    {
        FragmentBatch first = batches[0];
        FragmentBatch second = batches[1];
        first.Release();
        second.Release();
    }
}
