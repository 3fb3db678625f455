//# devmem.exceptions = none
using Devmem;

/// <summary>Arrays of two dimensions, as a whole and in part.</summary>
internal static class Grids
{
    static byte[] L = new byte[64];

    static void Grid_length_holds(DevmemSocket s)
    {
        var a = new FragmentBatch[3, 2];
        for (int i = 0; i < a.GetLength(0); i++) for (int j = 0; j < a.GetLength(1); j++) a[i, j] = s.Receive(L);
        for (int i = 0; i < a.GetLength(0); i++) for (int j = 0; j < a.GetLength(1); j++) a[i, j].Release();
    }

    static void Grid_row_wrong(DevmemSocket s)
    {
        var a = new FragmentBatch[3, 2];
        for (int i = 0; i < 3; i++) for (int j = 0; j < 2; j++) a[i, j] = s.Receive(L); //! DEVMEM001
        for (int j = 0; j < 2; j++) a[0, j].Release();
    }

    static void Grid_some_wrong(DevmemSocket s)
    {
        var a = new FragmentBatch[3, 2];
        for (int i = 0; i < 3; i++) for (int j = 0; j < 2; j++) a[i, j] = s.Receive(L); //! DEVMEM001
        for (int i = 0; i < 3; i++) for (int j = 0; j < 2; j++) { if (i == j) continue; a[i, j].Release(); }
    }

    static void Grid_inner_wrong(DevmemSocket s)
    {
        var a = new FragmentBatch[3, 2];
        for (int i = 0; i < 3; i++) for (int j = 0; j < 2; j++) a[i, j] = s.Receive(L); //! DEVMEM001
        for (int i = 0; i < 3; i++) for (int j = 0; j < 1; j++) a[i, j].Release();
    }

    static void Copy_wrong(DevmemSocket s)
    {
        var a = new FragmentBatch[2];
        for (int i = 0; i < a.Length; i++) a[i] = s.Receive(L); //! DEVMEM001
        var b = new FragmentBatch[4];
        a.CopyTo(b, 0);
    }
}
