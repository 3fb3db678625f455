namespace Devmem.Analyzers.Flow;

/// <summary>Where a running state says what it saw.</summary>
internal interface IFindings
{
    /// <summary>The last name of an owed resource went.</summary>
    void Leaks(Fact fact, int origin, LeakExit exit);

    /// <summary>A resource was touched; <see cref="Fact.Status"/> says whether it was over.</summary>
    void Used(Fact fact, int origin);

    /// <summary>A resource was released that was released before.</summary>
    void ReleasedAgain(Fact fact, int origin);

    /// <summary>A live resource was released; <see cref="Fact.ParentEndedAt"/> says whether its parent was over.</summary>
    void Released(Fact fact, int origin, bool throughAnother);

    /// <summary>The parent of a resource ended at <paramref name="origin"/>, while the resource goes on: where somebody else put it, or until a promise ends, since <paramref name="since"/>.</summary>
    void Outlives(Fact fact, int since, int origin);

    /// <summary>A watched resource ended through another one.</summary>
    void EndedThrough(Fact fact, Fact through);

    /// <summary>A watched resource ended after another one had.</summary>
    void EndedAfter(Fact fact, Fact other);

    /// <summary>A resource was released through another parent than its own.</summary>
    void ReleasedElsewhere(Fact fact, Fact through, bool isOtherFamily, int origin);

    /// <summary>A memory was written.</summary>
    void Wrote(WriteFact write);

    /// <summary>A memory was written at <paramref name="origin"/> while the resource still read it.</summary>
    void Overwritten(Fact fact, int origin);

    /// <summary>A resource was marked; <paramref name="other"/>, marked by another step or before, is one that may be alive, or null where none is.</summary>
    void Marked(int site, int trait, Fact? other);

    /// <summary>What was marked, or was made from it, is alive while other code runs at <paramref name="origin"/>, or when the body ends without an exception: -1.</summary>
    void Alive(Fact fact, int origin);

    /// <summary>An answer to <see cref="Observe"/>.</summary>
    void Observed(Observation observation);

    /// <summary>An answer to <see cref="ObserveParts"/>.</summary>
    void ObservedParts(PartsFact parts);

    /// <summary>Somebody else owns a live resource from here on, or a container also holds it.</summary>
    void HandedOver(Fact fact, int origin);

    /// <summary>Two resources could not be told apart, so that what is found may be none.</summary>
    void Unsure();

    /// <summary>A resource passed into code that is trusted.</summary>
    void Trusted(Fact fact, int origin);

    /// <summary>Another resource may be put into the place of this one, whose last name would go.</summary>
    void MayBeReplaced(Fact fact, int origin);

    /// <summary>A live resource goes otherwise than the body promised: one that was lent ends, or one goes to the caller under the wrong owner.</summary>
    void PromiseBroken(FindingKind how, Fact fact, int origin);
}
