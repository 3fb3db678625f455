namespace Devmem;

public sealed partial class FragmentBatch
{
    /// <summary>Walks the fragments of a batch in stream order. Nothing is allocated.</summary>
    public struct Enumerator
    {
        private readonly FragmentBatch _batch;
        private int _index;

        internal Enumerator(FragmentBatch batch)
        {
            _batch = batch;
            _index = -1;
        }

        /// <summary>The fragment it stands at.</summary>
        /// <exception cref="System.ObjectDisposedException">The batch was released.</exception>
        public readonly Fragment Current => _batch[_index];

        /// <summary>Goes on to the next fragment.</summary>
        /// <returns>False: there is none.</returns>
        /// <exception cref="System.ObjectDisposedException">The batch was released.</exception>
        public bool MoveNext() => ++_index < _batch.Count;
    }
}
